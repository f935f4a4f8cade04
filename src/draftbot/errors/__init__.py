"""Everything that can go wrong, as one family.

DraftbotError
├── Unexpected                   (the log holds the details)
├── BadInput                     the user's request cannot be understood as it is
│   ├── EmptyQuery
│   ├── UnknownGenre
│   │   └── NoGenreInTitle
│   ├── BadOutline
│   ├── BadFacts
│   ├── BadFilter
│   ├── BadLength
│   ├── UnsupportedExport
│   ├── NotThisDraft
│   ├── NoSuchSection
│   ├── NoOutlineYet
│   ├── NoDraftYet
│   ├── NoSuchPlace
│   ├── UnclearPlace
│   ├── Locked
│   ├── NothingToUndo
│   ├── NothingToRedo
│   ├── NeedsChatModel
│   └── NoWording
├── DraftChanged                 (retryable)
├── NotFound
│   ├── FileMissing
│   ├── ReportNotFound
│   ├── PassageNotFound
│   ├── NothingToMine
│   ├── DraftNotFound
│   ├── NoSuchVersion
│   └── ConversationNotFound
├── UnreadableFile               a file that gives no report
│   ├── FolderNotOpened
│   ├── NoOrdinaryFile
│   ├── OutsideFolder
│   ├── EmptyFile
│   ├── FileTooLarge
│   ├── UnsupportedFormat
│   ├── UnknownEncoding
│   ├── EncryptedFile
│   ├── DamagedFile
│   ├── TooManyParts
│   ├── GarbledFile
│   ├── NoTextInFile
│   ├── RecognitionNotInstalled
│   └── NoReportInFile
├── DataFolderError
│   ├── DataFolderLocked
│   ├── DataFolderDamaged
│   ├── DataFolderNewer
│   ├── DataFolderClosed         (retryable)
│   ├── DataFolderNotWritable
│   └── DiskFull
├── ModelError
│   ├── EmbeddingModelMissing
│   │   ├── ShippedModelMissing
│   │   └── TorchUnusable
│   ├── EmbeddingModelDamaged
│   │   └── ConvertedModelDamaged
│   ├── ModelNotFetched          (retryable)
│   ├── WrongWheel
│   ├── WordsOnly                a notice
│   ├── ChatModelMisconfigured
│   ├── ChatModelSilent          (retryable)
│   └── TaggerUnusable
├── WritingStopped               (retryable)
├── VectorStoreUnavailable       (retryable)
│   └── VectorStoreDamaged
├── PromptsBroken
├── PortInUse
└── SettingsWrong

An error says what happened and what to do next; the words stand in
messages/*/errors.toml under its code, and a face picks the language. A detail may
itself be a Message. Library errors are translated once, in the adapter that met
them (`raise … from exc`).
"""

from draftbot.errors.absent import (
    ConversationNotFound,
    DraftNotFound,
    FileMissing,
    NoSuchVersion,
    NotFound,
    NothingToMine,
    PassageNotFound,
    ReportNotFound,
)
from draftbot.errors.base import DraftbotError, Unexpected
from draftbot.errors.files import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    FolderNotOpened,
    GarbledFile,
    NoOrdinaryFile,
    NoReportInFile,
    NoTextInFile,
    OutsideFolder,
    RecognitionNotInstalled,
    TooManyParts,
    UnknownEncoding,
    UnreadableFile,
    UnsupportedFormat,
)
from draftbot.errors.models import (
    ChatModelMisconfigured,
    ChatModelSilent,
    ConvertedModelDamaged,
    EmbeddingModelDamaged,
    EmbeddingModelMissing,
    ModelError,
    ModelNotFetched,
    ShippedModelMissing,
    TaggerUnusable,
    TorchUnusable,
    WordsOnly,
    WritingStopped,
    WrongWheel,
)
from draftbot.errors.request import (
    BadFacts,
    BadFilter,
    BadInput,
    BadLength,
    BadOutline,
    DraftChanged,
    EmptyQuery,
    Locked,
    NeedsChatModel,
    NoDraftYet,
    NoGenreInTitle,
    NoOutlineYet,
    NoSuchPlace,
    NoSuchSection,
    NothingToRedo,
    NothingToUndo,
    NotThisDraft,
    NoWording,
    UnclearPlace,
    UnknownGenre,
    UnsupportedExport,
)
from draftbot.errors.setup import PortInUse, PromptsBroken, SettingsWrong
from draftbot.errors.storage import (
    DataFolderClosed,
    DataFolderDamaged,
    DataFolderError,
    DataFolderLocked,
    DataFolderNewer,
    DataFolderNotWritable,
    DiskFull,
    VectorStoreDamaged,
    VectorStoreUnavailable,
)

__all__ = [
    "BadFacts",
    "BadFilter",
    "BadInput",
    "BadLength",
    "BadOutline",
    "ChatModelMisconfigured",
    "ChatModelSilent",
    "ConversationNotFound",
    "ConvertedModelDamaged",
    "DamagedFile",
    "DataFolderClosed",
    "DataFolderDamaged",
    "DataFolderError",
    "DataFolderLocked",
    "DataFolderNewer",
    "DataFolderNotWritable",
    "DiskFull",
    "DraftChanged",
    "DraftNotFound",
    "DraftbotError",
    "EmbeddingModelDamaged",
    "EmbeddingModelMissing",
    "EmptyFile",
    "EmptyQuery",
    "EncryptedFile",
    "FileMissing",
    "FileTooLarge",
    "FolderNotOpened",
    "GarbledFile",
    "Locked",
    "ModelError",
    "ModelNotFetched",
    "NeedsChatModel",
    "NoDraftYet",
    "NoGenreInTitle",
    "NoOrdinaryFile",
    "NoOutlineYet",
    "NoReportInFile",
    "NoSuchPlace",
    "NoSuchSection",
    "NoSuchVersion",
    "NoTextInFile",
    "NoWording",
    "NotFound",
    "NotThisDraft",
    "NothingToMine",
    "NothingToRedo",
    "NothingToUndo",
    "OutsideFolder",
    "PassageNotFound",
    "PortInUse",
    "PromptsBroken",
    "RecognitionNotInstalled",
    "ReportNotFound",
    "SettingsWrong",
    "ShippedModelMissing",
    "TaggerUnusable",
    "TooManyParts",
    "TorchUnusable",
    "UnclearPlace",
    "Unexpected",
    "UnknownEncoding",
    "UnknownGenre",
    "UnreadableFile",
    "UnsupportedExport",
    "UnsupportedFormat",
    "VectorStoreDamaged",
    "VectorStoreUnavailable",
    "WordsOnly",
    "WritingStopped",
    "WrongWheel",
]
