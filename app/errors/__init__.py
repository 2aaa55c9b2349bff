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
    - TitleMissing, CityMissing, CountryWrong, WorkshopDatesWrong, WorkshopTooLong
    - WorkshopCodeTaken, WorkshopCodeWrong
  + DocumentError
    - GlyphMissing, NothingToPrint, PrinterSilent
  + NumbersUnreadable, NumbersMissing, NameOfLaptopMissing, DemoFolderTaken
  + NobodyEligible, NothingToUndo, NothingToRedo, NoDisplay
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
    CityMissing,
    CountryWrong,
    DemoFolderTaken,
    DocumentError,
    GlyphMissing,
    NameMissing,
    NameOfLaptopMissing,
    NobodyEligible,
    NoDisplay,
    NotFound,
    NothingToPrint,
    NothingToRedo,
    NothingToUndo,
    NumbersMissing,
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
    WorkshopCodeWrong,
    WorkshopDatesWrong,
    WorkshopError,
    WorkshopTooLong,
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
    "CityMissing",
    "CopyNotVerified",
    "CountryWrong",
    "DatabaseDamaged",
    "DemoFolderTaken",
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
    "NameOfLaptopMissing",
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
    "NumbersMissing",
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
    "WorkshopCodeWrong",
    "WorkshopDatesWrong",
    "WorkshopError",
    "WorkshopTooLong",
    "WorkshopUnknown",
    "WrongPassphrase",
]
