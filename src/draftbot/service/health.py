"""Whether all that is needed is there and whole."""

from __future__ import annotations

import logging
import shutil

from draftbot.chinese.plain_tagger import ContactsOnly
from draftbot.domain import (
    HealthCheck,
)
from draftbot.errors import (
    DiskFull,
    DraftbotError,
    OriginalsUnavailable,
    VectorStoreDamaged,
    VectorStoreUnavailable,
    WordsOnly,
)
from draftbot.index.following import unread_of
from draftbot.messages import Message, all_sentences, plain
from draftbot.service.parts import Held

SECONDS_FOR_WRITERS = 10.0
LEAST_FREE = 64 * 2**20  # bytes
log = logging.getLogger(__name__)


class Health(Held):
    """Looks after itself, and comes to an end in order."""

    @property
    def ready(self) -> bool:
        """Whether the embedding model is loaded, so that answers come at once."""
        return self._parts.embeddings.is_loaded

    @property
    def notices(self) -> tuple[DraftbotError, ...]:
        """What stands over all answers for want of something, as far as it is known."""
        fault, out_of_step = self._parts.embeddings.fault, self._parts.followed.fault
        found = (WordsOnly.because_of(fault) if fault else None, out_of_step)
        return tuple(notice for notice in found if notice)

    def warm_up(self) -> None:
        """Load the embedding model; where there is none, `notices` say so from now on."""
        self._parts.embeddings.is_usable()

    def unready(self) -> tuple[HealthCheck, ...]:
        """What keeps it from answering as it should, by a short look at what it rests on."""
        checks = (
            (
                Message("health.database"),
                lambda: self._parts.catalog.database.read("SELECT 1 FROM store_facts"),
            ),
            (Message("health.vectors"), self._parts.ingest.vectors.count),
            (Message("health.disk"), self._look_at_disk),
        )
        found = []
        for name, look in checks:
            try:
                look()
            except DraftbotError as exc:
                found.append(HealthCheck(name, False, all_sentences([exc.says, exc.advises])))
        return tuple(found)

    def figures(self) -> dict[str, float]:
        """How much there is, by name: reports, passages, drafts, conversations."""
        reports, passages = self._parts.catalog.counts()
        tables = ("drafts", "conversations")
        kept = {name: self.database.read(f"SELECT count(*) FROM {name}")[0][0] for name in tables}
        return {"reports": reports, "passages": passages, **kept, "model_loaded": self.ready}

    def _look_at_disk(self) -> None:
        """Raises DiskFull."""
        home = self.database.home
        if shutil.disk_usage(home).free < LEAST_FREE:
            raise DiskFull(home=home)

    def doctor(self, repair: bool = False) -> list[HealthCheck]:
        """What is healthy and what is not; `repair` mends what can be mended."""
        self.warm_up()
        return [
            self._check_database(),
            self._check_vectors(repair),
            self._check_model(),
            self._check_tagger(),
            self._check_llm(),
            *self._check_originals(),
            *self._check_followed(),
        ]

    def leave(self) -> None:
        """Let what is being written stop at its next section, and be kept: the program is to
        end. For signal handlers too."""
        self._parts.drafter.leaving.begin()

    def close(self) -> None:
        """Let go of the data folder, once what is being written is kept."""
        self.leave()
        if not self._parts.drafter.leaving.wait(SECONDS_FOR_WRITERS):
            log.warning("closed while drafts were being written; their finished sections are kept")
        self._resources.close()

    def _check_tagger(self) -> HealthCheck:
        """What finds names; unhealthy where the user wants none, as a standing notice."""
        finder = self._parts.knowledge.names.finder
        finds = not isinstance(finder, ContactsOnly)
        text = Message("health.ready", model=finder.name) if finds else Message("health.tagger_none")
        return HealthCheck(Message("health.tagger"), finds, text)

    def _check_originals(self) -> list[HealthCheck]:
        """Whether those outside the database can be had; nothing where there are none."""
        name = Message("health.originals")
        try:
            count = self._parts.catalog.look_at_originals()
        except OriginalsUnavailable as exc:
            return [HealthCheck(name, False, all_sentences([exc.says, exc.advises]))]
        return [HealthCheck(name, True, Message("health.originals_there", count=count))] if count else []

    def _check_followed(self) -> list[HealthCheck]:
        """Whether the folder of the settings is there and all of it read."""
        folder, name = self._parts.followed.folder, Message("health.followed")
        if folder is None:
            return []
        if not folder.is_dir():
            return [HealthCheck(name, False, Message("health.followed_gone", folder=str(folder)))]
        count, told = unread_of(folder, self._parts.ingest)
        if not count:
            return [HealthCheck(name, True, Message("health.followed_in_step", folder=str(folder)))]
        why = tuple(one.error.says for one in told if isinstance(one.error, DraftbotError))
        return [
            HealthCheck(
                name, False, Message("health.followed_unread", folder=str(folder), count=count, why=why)
            )
        ]

    def _check_database(self) -> HealthCheck:
        reports, passages = self._parts.catalog.counts()
        sound = self._parts.catalog.database.is_sound()
        text = (
            Message("health.counts", reports=reports, passages=passages)
            if sound
            else Message("health.database_damaged")
        )
        return HealthCheck(Message("health.database"), sound, text)

    def _check_vectors(self, repair: bool) -> HealthCheck:
        ingest, name = self._parts.ingest, Message("health.vectors")
        damaged = Message("health.vectors_damaged")
        try:
            missing, orphaned = ingest.in_step.differences()
            if missing and not orphaned and self._parts.embeddings.fault:
                return HealthCheck(name, False, Message("health.vectors_to_come", missing=len(missing)))
            if not missing and not orphaned and ingest.in_step.is_sound():
                return HealthCheck(name, True, Message("health.vectors_agree"))
            fault = (
                Message("health.vectors_differ", missing=len(missing), orphaned=len(orphaned))
                if missing or orphaned
                else damaged
            )
        except VectorStoreDamaged:
            fault = damaged
        except VectorStoreUnavailable as exc:
            return HealthCheck(name, False, all_sentences([exc.says, exc.advises]))
        if not repair:
            return HealthCheck(name, False, Message("health.to_repair", fault=fault))
        ingest.in_step.rebuild()
        return HealthCheck(name, True, Message("health.repaired", fault=fault))

    def _check_model(self) -> HealthCheck:
        name, model = Message("health.embedding_model"), self._parts.embeddings
        if not model.is_usable() and (fault := model.fault):
            notice = WordsOnly.because_of(fault)
            return HealthCheck(name, False, all_sentences([notice.says, notice.advises]))
        text = Message("health.model_ready", model=model.name, precision=model.precision)
        return HealthCheck(name, True, text)

    def _check_llm(self) -> HealthCheck:
        model = self._parts.drafter.model
        text = plain(model.access.name) if model else Message("health.no_chat_model")
        return HealthCheck(Message("health.chat_model"), True, text)
