//! A recorder of metrics that keeps all values.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use metrics::{
    Counter, CounterFn, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, SharedString, Unit,
};

/// A recorder that keeps all values. Install it with `metrics::set_default_local_recorder`.
#[derive(Debug, Default)]
pub struct KeepingRecorder(Arc<Mutex<BTreeMap<String, Vec<f64>>>>);

impl KeepingRecorder {
    /// Returns the values by metric, such as `attempts{method=A,outcome=done}`, with sorted labels.
    pub fn values(&self) -> BTreeMap<String, Vec<f64>> {
        lock(&self.0).clone()
    }

    fn series(&self, key: &Key) -> Arc<Series> {
        let mut labels: Vec<_> = key.labels().map(|it| (it.key(), it.value())).collect();
        labels.sort_unstable();
        let mut name = key.name().to_owned();
        for (index, (label, value)) in labels.into_iter().enumerate() {
            let separator = if index == 0 { '{' } else { ',' };
            let _ = write!(name, "{separator}{label}={value}");
        }
        if key.labels().len() > 0 {
            name.push('}');
        }
        Arc::new(Series { name, values: Arc::clone(&self.0) })
    }
}

fn lock(values: &Mutex<BTreeMap<String, Vec<f64>>>) -> MutexGuard<'_, BTreeMap<String, Vec<f64>>> {
    values.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Series {
    name: String,
    values: Arc<Mutex<BTreeMap<String, Vec<f64>>>>,
}

impl HistogramFn for Series {
    fn record(&self, value: f64) {
        lock(&self.values).entry(self.name.clone()).or_default().push(value);
    }
}

impl CounterFn for Series {
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn increment(&self, value: u64) {
        self.record(value as f64);
    }

    fn absolute(&self, value: u64) {
        self.increment(value);
    }
}

impl metrics::Recorder for KeepingRecorder {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.series(key))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.series(key))
    }
}
