//! Calls that are observed: by an interceptor, and by metrics with a recorder.
#![expect(
    clippy::disallowed_types,
    reason = "exporters find metrics in hash maps; no order is used"
)]

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use essbasic::metrics::CallMetrics;
use essbasic::{CallRecord, Client, ClientBuilder, Interceptor};
use metrics::{Counter, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, SharedString, Unit};

use crate::{BoxError, builder};

/// Observers of a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Observers {
    /// None.
    None,
    /// One interceptor.
    Interceptor,
    /// One interceptor, and metrics.
    InterceptorAndMetrics,
}

impl Observers {
    /// All of them, with their names.
    pub const ALL: [(&'static str, Self); 3] = [
        ("call", Self::None),
        ("call_interceptor", Self::Interceptor),
        ("call_metrics", Self::InterceptorAndMetrics),
    ];

    /// Creates a client for a server.
    ///
    /// # Errors
    ///
    /// Returns an error if the endpoint is not a URL, or a recorder is installed already.
    pub fn client(self, endpoint: &str) -> Result<Client, BoxError> {
        let builder: ClientBuilder = builder().endpoint(endpoint);
        let builder = match self {
            Self::None => builder,
            Self::Interceptor => builder.interceptor(Count::default()),
            Self::InterceptorAndMetrics => {
                metrics::set_global_recorder(Buckets::default())?;
                builder.interceptor(Count::default()).interceptor(CallMetrics::new())
            }
        };
        Ok(builder.build()?)
    }
}

/// Counts calls.
#[derive(Debug, Default)]
struct Count(AtomicU64);

impl Interceptor for Count {
    fn after_call(&self, call: &CallRecord<'_>) {
        self.0.fetch_add(u64::from(call.attempts()), Ordering::Relaxed);
    }
}

/// A recorder like an exporter's: a counter, or the buckets of a histogram, for each key.
#[derive(Debug, Default)]
struct Buckets {
    counters: RwLock<HashMap<Key, Arc<AtomicU64>>>,
    histograms: RwLock<HashMap<Key, Arc<Distribution>>>,
}

/// Limits of the buckets, in milliseconds.
const LIMITS: [f64; 10] = [1.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1_000.0, 5_000.0];

#[derive(Debug, Default)]
struct Distribution([AtomicU64; LIMITS.len() + 1]);

impl HistogramFn for Distribution {
    fn record(&self, value: f64) {
        self.0[LIMITS.partition_point(|limit| *limit < value)].fetch_add(1, Ordering::Relaxed);
    }
}

fn find<T: Default>(all: &RwLock<HashMap<Key, Arc<T>>>, key: &Key) -> Arc<T> {
    if let Some(known) = all.read().unwrap_or_else(PoisonError::into_inner).get(key) {
        return Arc::clone(known);
    }
    let mut all = all.write().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(all.entry(key.clone()).or_default())
}

impl metrics::Recorder for Buckets {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(find(&self.counters, key))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(find(&self.histograms, key))
    }
}
