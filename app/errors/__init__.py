"""Everything that can go wrong and that a user can act on; all else is a bug.

* AppError
  + NotFound
    - WorkshopUnknown: WorkshopNameUnknown, WorkshopAmbiguous
    - SessionUnknown, RegistrationUnknown, NumberUnknown, PersonUnknown
    - PartnerUnknown, SignatoryUnknown
  + StoreError
    - NotInstalled, AlreadyInstalled, PassphraseTooWeak, KeyNotDeposited
    - PassphraseMissing: NewPassphraseMissing; WrongPassphrase: PresentPassphraseWrong
    - DatabaseDamaged: RegisterShortened; RegisterGone; WitnessMissing: WitnessDamaged
    - AlreadyOpen, NewerSchema, KeysDamaged, RegisterMissing
    - KeysMissing, KeySlotDamaged, KeysOfAnother, KeysBusy; notices: KeysHealed, KeySlotLost
    - StorageFull: ReserveGiven; FolderRefused, DriveFailed, MediumReadOnly
    - notices: DiskLow, ReserveUsed
    - NoCopy, CopyUnknown, CopyDamaged, CopyOfAnother, NothingToSalvage
    - SecondPlaceMissing, SecondPlaceInside, SecondPlaceForgotten, AnswerMissing
  + FileError
    - FileUnreadable, FolderUnreadable, CopyNotVerified; KeyUnreadable: CardDamaged
    - FileNotWritten: PlaceFull, PlaceRefused, PlaceGone, FileInUse, OwnFile, SecretKept
  + ListError
    - ListRefused, ListSheetUnknown, ListWithoutNames
  + BundleError
    - BundleDamaged, SignerUnknown, BundleTooNew, BundleNotForUs
    - LaptopDoubtful: BundleForked, LaptopSucceeded
      LaptopRestored: LaptopRestoredTwice
    - BundleNotMade, NoRecipient, LaptopUnknown, LaptopAmbiguous, KeysNotKept
    - NotHeadquarters, HolderNameMissing, IdentityStale, NothingToHandBack
    - HandBackTooLarge
    - EnrolmentOfAnother
    - NameUsed; OtherKind: EnrolmentMisnamed, ReceiptMisnamed, BundleMisnamed, CardMisplaced
  + TrustError
    - DigitsMissing, DigitsWrong, CardDigitsMissing, CardDigitsWrong
    - EnrolmentOlder, EnrolmentTwice, HeadquartersEnrolsItself, AlreadyEnrolled
    - CardRefused: CardOfOurselves, CardOtherKey, CardKeyTaken, CardNameTaken
  + RegistrationError
    - NameMissing, SexMissing, ReasonNeeded, NumbersShared, TextTooLong
    - PersonAmbiguous, LineTwice, NumberNotShared
  + WorkshopError
    - TitleMissing, CityMissing, CountryWrong, WorkshopDatesWrong, WorkshopTooLong
    - WorkshopCodeTaken, WorkshopCodeWrong, WorkshopCodeIssued, ThresholdWrong
    - AttendanceWouldGo
    - OrganisationMissing, PartnerTwice, FunctionMissing, SignatoriesFull
  + DocumentError
    - GlyphMissing, NothingToPrint, PrinterSilent
  + NumbersUnreadable, NumbersMissing, NameOfLaptopMissing, LetterWrong, DemoFolderTaken
  + NobodyEligible, WithdrawalUnexplained, NothingToWithdraw
  + NothingToUndo, NothingToRedo, NoDisplay, AnswerNotWritten, IssuedTooEarly
  + Cancelled
"""

from app.errors.keeping import (
    AnswerMissing,
    CopyDamaged,
    CopyOfAnother,
    CopyUnknown,
    NoCopy,
    NothingToSalvage,
    SecondPlaceForgotten,
    SecondPlaceInside,
    SecondPlaceMissing,
)
from app.errors.root import (
    AppError,
    Cancelled,
)
from app.errors.storing import (
    AlreadyInstalled,
    AlreadyOpen,
    DatabaseDamaged,
    DiskLow,
    DriveFailed,
    FolderRefused,
    KeyNotDeposited,
    KeysBusy,
    KeysDamaged,
    KeysHealed,
    KeySlotDamaged,
    KeySlotLost,
    KeysMissing,
    KeysOfAnother,
    MediumReadOnly,
    NewerSchema,
    NewPassphraseMissing,
    NotInstalled,
    PassphraseMissing,
    PassphraseTooWeak,
    PresentPassphraseWrong,
    RegisterGone,
    RegisterMissing,
    RegisterShortened,
    ReserveGiven,
    ReserveUsed,
    StorageFull,
    StoreError,
    WitnessDamaged,
    WitnessMissing,
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
    FileInUse,
    FileNotWritten,
    FileUnreadable,
    FolderUnreadable,
    HandBackTooLarge,
    HolderNameMissing,
    IdentityStale,
    KeysNotKept,
    KeyUnreadable,
    LaptopAmbiguous,
    LaptopDoubtful,
    LaptopRestored,
    LaptopRestoredTwice,
    LaptopSucceeded,
    LaptopUnknown,
    ListError,
    ListRefused,
    ListSheetUnknown,
    ListWithoutNames,
    NoRecipient,
    NotHeadquarters,
    NothingToHandBack,
    OwnFile,
    PlaceFull,
    PlaceGone,
    PlaceRefused,
    SecretKept,
    SignerUnknown,
)
from app.errors.trusting import (
    AlreadyEnrolled,
    BundleMisnamed,
    CardDamaged,
    CardDigitsMissing,
    CardDigitsWrong,
    CardKeyTaken,
    CardMisplaced,
    CardNameTaken,
    CardOfOurselves,
    CardOtherKey,
    CardRefused,
    DigitsMissing,
    DigitsWrong,
    EnrolmentMisnamed,
    EnrolmentOfAnother,
    EnrolmentOlder,
    EnrolmentTwice,
    HeadquartersEnrolsItself,
    NameUsed,
    OtherKind,
    ReceiptMisnamed,
    TrustError,
)
from app.errors.working import (
    AnswerNotWritten,
    AttendanceWouldGo,
    CityMissing,
    CountryWrong,
    DemoFolderTaken,
    DocumentError,
    FunctionMissing,
    GlyphMissing,
    IssuedTooEarly,
    LetterWrong,
    LineTwice,
    NameMissing,
    NameOfLaptopMissing,
    NobodyEligible,
    NoDisplay,
    NotFound,
    NothingToPrint,
    NothingToRedo,
    NothingToUndo,
    NothingToWithdraw,
    NumberNotShared,
    NumbersMissing,
    NumbersShared,
    NumbersUnreadable,
    NumberUnknown,
    OrganisationMissing,
    PartnerTwice,
    PartnerUnknown,
    PersonAmbiguous,
    PersonUnknown,
    PrinterSilent,
    ReasonNeeded,
    RegistrationError,
    RegistrationUnknown,
    SessionUnknown,
    SexMissing,
    SignatoriesFull,
    SignatoryUnknown,
    TextTooLong,
    ThresholdWrong,
    TitleMissing,
    WithdrawalUnexplained,
    WorkshopAmbiguous,
    WorkshopCodeIssued,
    WorkshopCodeTaken,
    WorkshopCodeWrong,
    WorkshopDatesWrong,
    WorkshopError,
    WorkshopNameUnknown,
    WorkshopTooLong,
    WorkshopUnknown,
)
