//! Events of automatic signing by persons.

use crate::models::AutoSignScene;

use super::event_models;

event_models! {
    /// A person opened automatic signing.
    OpenUserAutoSign {
        /// What is signed automatically.
        scene_key: AutoSignScene,
        /// What was given along when the link was made.
        #[tc(secret)]
        user_data: String,
    }

    /// A person's seal for automatic signing was made.
    AutoSignSealImg {
        /// What is signed automatically.
        scene_key: AutoSignScene,
        /// What was given along when the link was made.
        #[tc(secret)]
        user_data: String,
    }

    /// A person closed automatic signing.
    DisableUserAutoSign {
        /// What was signed automatically.
        scene_key: AutoSignScene,
        /// What was given along when the link was made.
        #[tc(secret)]
        user_data: String,
    }

    /// The link that opens automatic signing was cancelled.
    CancelUserAutoSign {
        /// What would have been signed automatically.
        scene_key: AutoSignScene,
        /// What was given along when the link was made.
        #[tc(secret)]
        user_data: String,
    }
}
