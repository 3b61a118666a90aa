//! The plan record as the law names it: pure data, no input or output.
//!
//! A record is one document about one person: its [`document`](Record::document) says which, its
//! [`regime`](Record::regime) says under which law. Sources are given as `s.25(1)(a)` for the Care
//! Act 2014 and `reg 3(1)(a)` for the Care and Support (Care Planning) (Wales) Regulations 2015.

mod about_me;
mod access;
mod agreement;
mod assessment;
mod codes;
mod countries;
mod easy_read;
mod envelopes;
mod informal_care;
mod item;
mod letter;
mod linked;
mod money;
mod need;
mod outcome;
mod party;
mod postal;
mod postcode;
mod record;
mod review;
mod safety;
mod scalar;
mod sentences;
mod sharing;
mod strings;
mod support;

pub use about_me::AboutMe;
pub use access::{
    Access, Contrast, FACES, InformationFormat, MeetingPreferences, Paper, PictureUse, Spacing,
};
pub use agreement::{
    Advocacy, Agreement, Coordinator, Involved, Involvement, PreparedBy, PreparedMode, Responsible,
    SignOff,
};
pub use assessment::{Assessment, AssessmentKind, BestInterests, Capacity, CapacityOutcome, Dols};
pub use codes::{SnomedFault, could_have_been, is_nhs_number, snomed_fault};
pub use easy_read::{
    EASY_READ_MOST_PAGES, EASY_READ_MOST_WORDS, EasyReadGap, EasyReadRows, EasyReadText,
    easy_read_gaps, easy_read_texts,
};
pub use envelopes::{Marked, envelopes};
pub use informal_care::{CarerSupport, InformalCare, Willing};
pub use item::{EasyReadRow, Envelope, Item, Note, Sensitivity, Voice};
pub use letter::{DecisionKind, DecisionLetter, Help, StandardText, SupportSource};
pub use linked::{LinkedKind, LinkedPlan};
pub use money::{
    AccountType, BudgetManagement, Charges, DirectPayment, DpDiscussion, IndependentBudget, Money,
    NhsFunding, OtherMoney, Period, PersonalBudget, Total,
};
pub use need::{Domain, Need};
pub use outcome::{CarerWishes, Outcome, OutcomeStatus, StageGoal, WellbeingArea};
pub use party::{
    Address, AddressKind, AuthorityKind, Contact, ContactChannel, LegalAuthority, Name, Party, Role,
};
pub use postal::{
    AddressFault, AddressPart, PostTo, PostalAddress, is_no_fixed_abode, may_be_written_to,
    post_to, post_to_first, same_door,
};
pub use postcode::{Postcode, is_bfpo};
pub use record::{Content, Council, Document, Record, Regime, Scale, Status, Urgency};
pub use review::{
    Change, ClosureStatement, Focus, Met, ReviewDecision, ReviewKind, ReviewMethod, ReviewPlan,
    ReviewRecord, ReviewTrigger,
};
pub use safety::{
    Advice, AdvicePurpose, Contingency, Disagreement, DisagreementAbout, Level, Risk,
    SafeguardingConclusion,
};
pub use scalar::{Id, LanguageTag, PartyRef, Recorded, Ref, Texts, YesNoPartly};
pub use sentences::{sentence_words, sentences};
pub use sharing::{
    Allow, Basis, Consent, CopyGiven, CopyRequest, Deny, Enclosure, EnclosureKind, Recipient,
    Scope, Share,
};
pub use strings::{Piece, StringKind, strings};
pub use support::{Amount, Delivery, Provider, ProviderType, Support, SupportKind, Visit, Weekday};
