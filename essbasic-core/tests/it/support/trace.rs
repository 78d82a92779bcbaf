//! Capture of spans and log lines of the current thread.
//!
//! One subscriber is installed for the whole process, because `tracing` caches per process which
//! callsites are enabled. It records only on threads that capture.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

thread_local! {
    static CAPTURED: RefCell<Option<Captured>> = const { RefCell::new(None) };
}

/// Spans and events of one thread.
#[derive(Default)]
pub(crate) struct Captured {
    /// Spans of this library, in the order they were opened.
    pub(crate) spans: Vec<Span>,
    /// Level and message of the library's events.
    pub(crate) events: Vec<(Level, String)>,
    /// Everything as text, libraries below included.
    pub(crate) log: String,
}

/// A span with the fields that were recorded.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    id: Id,
    pub(crate) name: &'static str,
    pub(crate) level: Level,
    pub(crate) fields: BTreeMap<&'static str, String>,
}

impl Span {
    /// Returns a recorded field, or an empty text.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// Captures until it is dropped.
pub(crate) struct Capture(());

impl Capture {
    /// Starts to capture what this thread emits.
    pub(crate) fn start() -> Self {
        static INSTALL: Once = Once::new();
        INSTALL.call_once(|| {
            let text = tracing_subscriber::fmt::layer()
                .with_ansi(false)
                .with_span_events(FmtSpan::FULL)
                .with_writer(|| LogWriter);
            let active = dynamic_filter_fn(|_, _| CAPTURED.with_borrow(Option::is_some));
            tracing_subscriber::registry()
                .with(text.and_then(SpanRecorder).with_filter(active))
                .init();
        });
        CAPTURED.set(Some(Captured::default()));
        Self(())
    }

    /// Stops and returns what was captured.
    pub(crate) fn finish(self) -> Captured {
        let captured = CAPTURED.take().unwrap();
        drop(self);
        captured
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        CAPTURED.take();
    }
}

struct LogWriter;

impl Write for LogWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        CAPTURED.with_borrow_mut(|captured| {
            if let Some(captured) = captured {
                captured.log += &String::from_utf8_lossy(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct SpanRecorder;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for SpanRecorder {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _context: Context<'_, S>) {
        let metadata = attributes.metadata();
        if metadata.target() != "essbasic" {
            return;
        }
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let (name, level, id) = (metadata.name(), *metadata.level(), id.clone());
        CAPTURED.with_borrow_mut(|captured| {
            if let Some(captured) = captured {
                captured.spans.push(Span { id, name, level, fields: fields.0 });
            }
        });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _context: Context<'_, S>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        CAPTURED.with_borrow_mut(|captured| {
            let spans = captured.iter_mut().flat_map(|it| &mut it.spans);
            // An ID may be used again once its span has closed.
            if let Some(span) = spans.rev().find(|span| span.id == *id) {
                span.fields.extend(fields.0);
            }
        });
    }

    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        if event.metadata().target() != "essbasic" {
            return;
        }
        let mut fields = Fields::default();
        event.record(&mut fields);
        let message = fields.0.remove("message").unwrap_or_default();
        CAPTURED.with_borrow_mut(|captured| {
            if let Some(captured) = captured {
                captured.events.push((*event.metadata().level(), message));
            }
        });
    }
}

#[derive(Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}
