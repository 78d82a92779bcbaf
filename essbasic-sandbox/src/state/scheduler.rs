//! Scheduled tasks, which run when the state is next read or changed after their time.

use super::State;
use super::model::ScheduledTask;

impl State {
    /// Schedules a task.
    pub(crate) fn schedule(&mut self, time: i64, task: ScheduledTask) {
        let number = self.next_number();
        self.scheduled_tasks.insert(format!("{:020}/{number}", time.max(0)), task);
    }

    /// Returns whether a task is due.
    pub(crate) fn is_due(&self, now: i64) -> bool {
        self.scheduled_tasks.iter().next().is_some_and(|(key, _)| time(key) <= now)
    }

    /// Runs the tasks that are due, earliest first.
    pub(crate) fn run_due(&mut self, now: i64) {
        loop {
            let next = self.scheduled_tasks.iter().next().filter(|(key, _)| time(key) <= now);
            let Some((key, task)) = next.map(|(key, task)| (key.to_owned(), task.clone())) else {
                return;
            };
            let time = time(&key);
            self.scheduled_tasks.remove(&key);
            match task {
                ScheduledTask::Deadline { flow } => self.expire_flow(&flow, time),
                ScheduledTask::Filled { flow } => self.finish_document(&flow, time),
                ScheduledTask::SealReviewed { seal } => self.review_seal(&seal, true, time),
            }
        }
    }
}

/// Returns the time in a task's key; an unreadable key is due.
fn time(key: &str) -> i64 {
    key.split('/').next().and_then(|time| time.parse().ok()).unwrap_or(0)
}
