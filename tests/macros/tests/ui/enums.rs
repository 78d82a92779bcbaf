//! Enums of values.

mod other_declared {
    #[essbasic_core::tc_enum]
    pub enum Status {
        Init = "INIT",
        Other(String),
    }
}

mod value_missing {
    #[essbasic_core::tc_enum]
    pub enum Status {
        Init,
        All = "ALL",
    }
}

mod value_of_another_type {
    const X: i64 = 1;

    #[essbasic_core::tc_enum]
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

    #[essbasic_core::tc_enum(u64)]
    pub enum Count {
        None = -1,
    }

    #[essbasic_core::tc_enum(u64)]
    pub enum Word {
        None = "NONE",
    }
}

mod value_twice {
    #[essbasic_core::tc_enum]
    pub enum Status {
        Init = "INIT",
        Begun = "INIT",
    }
}

mod values_of_a_struct {
    #[essbasic_core::tc_enum]
    pub struct Status {
        pub init: String,
    }
}

mod values_of_two_kinds {
    #[essbasic_core::tc_enum]
    pub enum Status {
        Init = "INIT",
        All = 4,
        Half = 0.5,
    }
}

mod variant_name_twice {
    #[essbasic_core::tc_enum]
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
