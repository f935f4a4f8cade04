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
│   ├── NoWording
│   ├── NameTaken
│   ├── BadName
│   ├── BadPassword
│   ├── LastAdmin
│   ├── NoUsersYet
│   ├── FileThere
│   └── BackupUnusable
├── DraftChanged                 (retryable)
├── NotSignedIn
│   └── WrongPassword
├── NotAllowed
├── AnswerComing                 (retryable)
├── TooManyAttempts              (retryable)
├── TooManyRequests              (retryable)
├── NotFound
│   ├── FileMissing
│   ├── FolderOutOfStep          a notice
│   ├── ReportNotFound
│   ├── PassageNotFound
│   ├── NothingToMine
│   ├── DraftNotFound
│   ├── NoSuchVersion
│   ├── ConversationNotFound
│   ├── JobNotFound
│   ├── UserNotFound
│   └── KeyNotFound
├── UnreadableFile               a file that gives no report
│   ├── FolderNotOpened
│   ├── NoOrdinaryFile
│   ├── OutsideFolder
│   ├── LinkInCircle
│   ├── EmptyFile
│   ├── FileTooLarge
│   ├── OtherDepartments
│   ├── UnsupportedFormat
│   ├── UnknownEncoding
│   ├── EncryptedFile
│   ├── DamagedFile
│   ├── TooManyParts
│   ├── LineTooLong
│   ├── ReadingCrashed
│   ├── ReadingTooLong
│   ├── GarbledFile
│   ├── NoTextInFile
│   ├── RecognitionNotInstalled
│   ├── NoReportInFile
│   ├── AgreementFile
│   └── GatePage
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
├── DatabaseUnavailable          (retryable)
├── OriginalsUnavailable         (retryable)
├── DatabaseNewer
├── DatabaseFull
├── PromptsBroken
├── PortInUse
├── ExtraMissing
└── SettingsWrong
    └── OpenToAll

An error says what happened and what to do next; the words stand in
messages/*/errors.toml under its code, and a face picks the language. A detail may
itself be a Message. Library errors are translated once, in the adapter that met
them (`raise … from exc`).
"""

from draftbot.errors.absent import (
    ConversationNotFound,
    DraftNotFound,
    FileMissing,
    FolderOutOfStep,
    JobNotFound,
    NoSuchVersion,
    NotFound,
    NothingToMine,
    PassageNotFound,
    ReportNotFound,
)
from draftbot.errors.access import (
    AnswerComing,
    BadName,
    BadPassword,
    KeyNotFound,
    KeyUsedOtherwise,
    LastAdmin,
    NameTaken,
    NotAllowed,
    NotOfDepartment,
    NotSignedIn,
    NoUsersYet,
    OpenToAll,
    TooManyAttempts,
    TooManyRequests,
    UserNotFound,
    WrongPassword,
)
from draftbot.errors.backup import BackupUnusable, DatabaseNotEmpty, FileThere
from draftbot.errors.base import DraftbotError, Unexpected
from draftbot.errors.files import (
    AgreementFile,
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    FolderNotOpened,
    GarbledFile,
    GatePage,
    LineTooLong,
    LinkInCircle,
    NoOrdinaryFile,
    NoReportInFile,
    NoTextInFile,
    OtherDepartments,
    OutsideFolder,
    ReadingCrashed,
    ReadingTooLong,
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
    NothingToRewriteFrom,
    NothingToUndo,
    NotThisDraft,
    NoWording,
    RequestTooLarge,
    UnclearPlace,
    UnknownGenre,
    UnsupportedExport,
)
from draftbot.errors.setup import ExtraMissing, PortInUse, PromptsBroken, SettingsWrong
from draftbot.errors.storage import (
    DatabaseFull,
    DatabaseNewer,
    DatabaseUnavailable,
    DataFolderClosed,
    DataFolderDamaged,
    DataFolderError,
    DataFolderLocked,
    DataFolderNewer,
    DataFolderNotWritable,
    DiskFull,
    OriginalsUnavailable,
    VectorStoreDamaged,
    VectorStoreUnavailable,
)

__all__ = [
    "AgreementFile",
    "AnswerComing",
    "BackupUnusable",
    "BadFacts",
    "BadFilter",
    "BadInput",
    "BadLength",
    "BadName",
    "BadOutline",
    "BadPassword",
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
    "DatabaseFull",
    "DatabaseNewer",
    "DatabaseNotEmpty",
    "DatabaseUnavailable",
    "DiskFull",
    "DraftChanged",
    "DraftNotFound",
    "DraftbotError",
    "EmbeddingModelDamaged",
    "EmbeddingModelMissing",
    "EmptyFile",
    "EmptyQuery",
    "EncryptedFile",
    "ExtraMissing",
    "FileMissing",
    "FileThere",
    "FileTooLarge",
    "FolderNotOpened",
    "FolderOutOfStep",
    "GarbledFile",
    "GatePage",
    "JobNotFound",
    "KeyNotFound",
    "KeyUsedOtherwise",
    "LastAdmin",
    "LineTooLong",
    "LinkInCircle",
    "Locked",
    "ModelError",
    "ModelNotFetched",
    "NameTaken",
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
    "NoUsersYet",
    "NoWording",
    "NotAllowed",
    "NotFound",
    "NotOfDepartment",
    "NotSignedIn",
    "NotThisDraft",
    "NothingToMine",
    "NothingToRedo",
    "NothingToRewriteFrom",
    "NothingToUndo",
    "OpenToAll",
    "OriginalsUnavailable",
    "OtherDepartments",
    "OutsideFolder",
    "PassageNotFound",
    "PortInUse",
    "PromptsBroken",
    "ReadingCrashed",
    "ReadingTooLong",
    "RecognitionNotInstalled",
    "ReportNotFound",
    "RequestTooLarge",
    "SettingsWrong",
    "ShippedModelMissing",
    "TaggerUnusable",
    "TooManyAttempts",
    "TooManyParts",
    "TooManyRequests",
    "TorchUnusable",
    "UnclearPlace",
    "Unexpected",
    "UnknownEncoding",
    "UnknownGenre",
    "UnreadableFile",
    "UnsupportedExport",
    "UnsupportedFormat",
    "UserNotFound",
    "VectorStoreDamaged",
    "VectorStoreUnavailable",
    "WordsOnly",
    "WritingStopped",
    "WrongPassword",
    "WrongWheel",
]
