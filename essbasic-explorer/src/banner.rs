//! Banner on every page of a sandbox while a fault is active or its clock is not the real time.

use essbasic_devtools::{Language, t};
use essbasic_sandbox::SandboxHandle;
use maud::{Markup, html};

use crate::paths::SETTINGS_PATH;
use crate::time;

/// Renders the banner, if there is something to say. `address` is that of the page.
pub(crate) fn render(sandbox: &SandboxHandle, language: Language, address: &str) -> Markup {
    let (faults, clock) = (sandbox.faults().len(), sandbox.clock());
    html! {
        @if faults > 0 || !clock.is_real {
            aside.banner aria-label=(t!(language, "banner")) {
                @if faults > 0 {
                    a href={ (SETTINGS_PATH) "#faults" } { (t!(language, "banner-faults", count = faults)) }
                }
                @if !clock.is_real {
                    a href={ (SETTINGS_PATH) "#clock" } {
                        @if clock.is_stopped { (t!(language, "banner-clock-stopped", time = time::seconds(clock.now))) }
                        @else { (t!(language, "banner-clock", time = time::seconds(clock.now))) }
                    }
                }
                form method="post" action=(SETTINGS_PATH) {
                    input type="hidden" name="back" value=(address);
                    button.quiet.small name="command" value="end-all" { (t!(language, "banner-end")) }
                }
            }
        }
    }
}
