//! Enums of values.

use essbasic_core::tc_enum;

mod other_declared {
    use super::*;

    #[tc_enum]
    pub enum Status {
        Init = "INIT",
        Other(String),
    }
}

mod value_missing {
    use super::*;

    #[tc_enum]
    pub enum Status {
        Init,
        All = "ALL",
    }
}

mod value_of_another_type {
    use super::*;

    const X: i64 = 1;

    #[tc_enum]
    pub enum Status {
        Init = 1,
        Constant = X,
        Negative = -X,
        Text = -"a",
        Inverted = !1,
        Sum = 1 + 1,
        Letter = 'a',
        Large = 9_223_372_036_854_775_808,
    }

    #[tc_enum(u64)]
    pub enum Count {
        None = -1,
    }

    #[tc_enum(u64)]
    pub enum Word {
        None = "NONE",
    }
}

mod value_twice {
    use super::*;

    #[tc_enum]
    pub enum Status {
        Init = "INIT",
        Begun = "INIT",
    }
}

mod values_of_a_struct {
    use super::*;

    #[tc_enum]
    pub struct Status {
        pub init: String,
    }
}

mod values_of_two_kinds {
    use super::*;

    #[tc_enum]
    pub enum Status {
        Init = "INIT",
        All = 4,
        Half = 0.5,
    }
}

mod variant_name_twice {
    use super::*;

    #[tc_enum]
    #[derive(Hash, Default)]
    pub enum Status {
        #[default]
        Init = "INIT",
        Init = "Init",
        r#Other = "OTHER",
        #[cfg(all())]
        All = "ALL",
        #[serde(rename = "HALF")]
        Half = "half",
    }
}

fn main() {}
