//! Kinds of identity documents.

use crate::tc_enum;

/// A kind of identity document.
#[tc_enum]
pub enum IdCardType {
    /// The resident identity card of mainland China: 18 characters, an X in upper case.
    IdCard = "ID_CARD",
    /// The mainland travel permit of residents of Hong Kong and Macao: H or M and 10 digits.
    HongkongAndMacao = "HONGKONG_AND_MACAO",
    /// The residence permit of residents of Hong Kong, Macao and Taiwan, numbered like an identity
    /// card.
    HongkongMacaoAndTaiwan = "HONGKONG_MACAO_AND_TAIWAN",
    /// Another document, where the action takes one.
    OtherCardType = "OTHER_CARD_TYPE",
}
