"""Everything that can go wrong and that a user can act on; all else is a bug.

* AppError
  + NotFound
    - WorkshopUnknown, SessionUnknown, RegistrationUnknown, NumberUnknown
  + StoreError
    - NotInstalled, AlreadyInstalled, PassphraseMissing, PassphraseTooWeak, WrongPassphrase
    - AlreadyOpen, NewerSchema, DatabaseDamaged, KeysDamaged
    - StorageFull, FolderRefused, DriveFailed
  + FileError
    - FileUnreadable, FileNotWritten, CopyNotVerified, KeyUnreadable
  + ListError
    - ListRefused, ListWithoutNames
  + BundleError
    - BundleDamaged, SignerUnknown, BundleTooNew, BundleNotForUs, BundleForked
    - BundleNotMade, NoRecipient
  + RegistrationError
    - NameMissing, SexMissing, ReasonNeeded, NumbersShared
  + WorkshopError
    - TitleMissing, WorkshopDatesWrong, WorkshopCodeTaken
  + DocumentError
    - GlyphMissing, NothingToPrint, PrinterSilent
  + NumbersUnreadable, NobodyEligible, NothingToUndo, NothingToRedo, NoDisplay
  + Cancelled
"""

from app.errors.root import (
    AppError,
    Cancelled,
)
from app.errors.storing import (
    AlreadyInstalled,
    AlreadyOpen,
    DatabaseDamaged,
    DriveFailed,
    FolderRefused,
    KeysDamaged,
    NewerSchema,
    NotInstalled,
    PassphraseMissing,
    PassphraseTooWeak,
    StorageFull,
    StoreError,
    WrongPassphrase,
)
from app.errors.travelling import (
    BundleDamaged,
    BundleError,
    BundleForked,
    BundleNotForUs,
    BundleNotMade,
    BundleTooNew,
    CopyNotVerified,
    FileError,
    FileNotWritten,
    FileUnreadable,
    KeyUnreadable,
    ListError,
    ListRefused,
    ListWithoutNames,
    NoRecipient,
    SignerUnknown,
)
from app.errors.working import (
    DocumentError,
    GlyphMissing,
    NameMissing,
    NobodyEligible,
    NoDisplay,
    NotFound,
    NothingToPrint,
    NothingToRedo,
    NothingToUndo,
    NumbersShared,
    NumbersUnreadable,
    NumberUnknown,
    PrinterSilent,
    ReasonNeeded,
    RegistrationError,
    RegistrationUnknown,
    SessionUnknown,
    SexMissing,
    TitleMissing,
    WorkshopCodeTaken,
    WorkshopDatesWrong,
    WorkshopError,
    WorkshopUnknown,
)

__all__ = [
    "AlreadyInstalled",
    "AlreadyOpen",
    "AppError",
    "BundleDamaged",
    "BundleError",
    "BundleForked",
    "BundleNotForUs",
    "BundleNotMade",
    "BundleTooNew",
    "Cancelled",
    "CopyNotVerified",
    "DatabaseDamaged",
    "DocumentError",
    "DriveFailed",
    "FileError",
    "FileNotWritten",
    "FileUnreadable",
    "FolderRefused",
    "GlyphMissing",
    "KeyUnreadable",
    "KeysDamaged",
    "ListError",
    "ListRefused",
    "ListWithoutNames",
    "NameMissing",
    "NewerSchema",
    "NoDisplay",
    "NoRecipient",
    "NobodyEligible",
    "NotFound",
    "NotInstalled",
    "NothingToPrint",
    "NothingToRedo",
    "NothingToUndo",
    "NumberUnknown",
    "NumbersShared",
    "NumbersUnreadable",
    "PassphraseMissing",
    "PassphraseTooWeak",
    "PrinterSilent",
    "ReasonNeeded",
    "RegistrationError",
    "RegistrationUnknown",
    "SessionUnknown",
    "SexMissing",
    "SignerUnknown",
    "StorageFull",
    "StoreError",
    "TitleMissing",
    "WorkshopCodeTaken",
    "WorkshopDatesWrong",
    "WorkshopError",
    "WorkshopUnknown",
    "WrongPassphrase",
]
