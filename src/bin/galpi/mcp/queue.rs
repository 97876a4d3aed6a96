//! Messages as they come, while others are being answered.
//!
//! A thread of its own reads, so that a cancellation is seen while the request
//! that it is for is still waiting, or being answered.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread;

use super::message::{Code, Incoming, Message, RequestId};

/// Longer lines are refused without being kept.
const MAX_MESSAGE_BYTES: usize = 8 << 20;
/// Messages that are read ahead at most.
const MAX_WAITING: usize = 64;

pub(super) struct Queue {
    read: Receiver<io::Result<Message>>,
    waiting: VecDeque<Message>,
    /// Requests that were cancelled when they no longer waited: the one that is
    /// being answered, or none.
    cancelled: Vec<RequestId>,
    /// What reading met after all that waits.
    failure: Option<io::Error>,
}

impl Queue {
    /// Begins to read.
    pub(super) fn reading(input: impl Read + Send + 'static) -> Self {
        let (send, read) = sync_channel(MAX_WAITING);
        thread::spawn(move || read_all(BufReader::new(input), &send));
        Self { read, waiting: VecDeque::new(), cancelled: Vec::new(), failure: None }
    }

    /// Waits for the next message; there is none when the client has gone.
    ///
    /// # Errors
    ///
    /// When reading failed.
    pub(super) fn next(&mut self) -> io::Result<Option<Message>> {
        self.cancelled.clear();
        self.look();
        loop {
            if let Some(message) = self.waiting.pop_front() {
                return Ok(Some(message));
            }
            if let Some(failure) = self.failure.take() {
                return Err(failure);
            }
            match self.read.recv() {
                Ok(Ok(message)) => self.take(message),
                Ok(Err(failure)) => return Err(failure),
                Err(_) => return Ok(None),
            }
        }
    }

    /// Says whether nobody waits any more for the request that was just answered.
    pub(super) fn is_cancelled(&mut self, id: &RequestId) -> bool {
        self.look();
        self.cancelled.contains(id)
    }

    /// Takes what has come meanwhile, without waiting.
    fn look(&mut self) {
        while self.waiting.len() < MAX_WAITING && self.failure.is_none() {
            match self.read.try_recv() {
                Ok(Ok(message)) => self.take(message),
                Ok(Err(failure)) => self.failure = Some(failure),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return,
            }
        }
    }

    /// Puts a message in line, and takes out what it cancels.
    fn take(&mut self, message: Message) {
        for one in &message.incoming {
            let Incoming::Notification { method, params } = one else { continue };
            let cancelled = params.get("requestId").and_then(RequestId::new);
            let (Some(cancelled), "notifications/cancelled") = (cancelled, method.as_str()) else {
                continue;
            };
            for earlier in &mut self.waiting {
                earlier
                    .incoming
                    .retain(|one| !matches!(one, Incoming::Request { id, .. } if *id == cancelled));
            }
            self.cancelled.push(cancelled);
        }
        self.waiting.push_back(message);
    }
}

fn read_all(mut input: impl BufRead, send: &SyncSender<io::Result<Message>>) {
    let mut line = Vec::new();
    loop {
        line.clear();
        let message = match read_line(&mut input, &mut line) {
            Ok(Line::Whole) => match Message::parse(&line) {
                Some(message) => Ok(message),
                None => continue,
            },
            Ok(Line::TooLong) => {
                let why = format!("a message has {MAX_MESSAGE_BYTES} bytes at most");
                Ok(Message::invalid(Code::InvalidRequest, why))
            }
            Ok(Line::End) => return,
            Err(failure) => Err(failure),
        };
        let is_over = message.is_err();
        // Without a receiver nobody serves any more.
        if send.send(message).is_err() || is_over {
            return;
        }
    }
}

enum Line {
    Whole,
    TooLong,
    End,
}

fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    let most = MAX_MESSAGE_BYTES as u64 + 1;
    if input.by_ref().take(most).read_until(b'\n', line)? == 0 {
        return Ok(Line::End);
    }
    if line.len() <= MAX_MESSAGE_BYTES {
        return Ok(Line::Whole);
    }
    if line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    Ok(Line::TooLong)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn request(id: u32) -> Message {
        let line = json!({ "jsonrpc": "2.0", "id": id, "method": "ping" }).to_string();
        Message::parse(line.as_bytes()).expect("a message")
    }

    fn cancellation(id: u32) -> Message {
        let method = "notifications/cancelled";
        let line = json!({ "jsonrpc": "2.0", "method": method, "params": { "requestId": id } });
        Message::parse(line.to_string().as_bytes()).expect("a message")
    }

    fn queue() -> (SyncSender<io::Result<Message>>, Queue) {
        let (send, read) = sync_channel(MAX_WAITING);
        (send, Queue { read, waiting: VecDeque::new(), cancelled: Vec::new(), failure: None })
    }

    /// The ids of the requests that are still to be answered.
    fn rest(queue: &mut Queue) -> Vec<RequestId> {
        let mut ids = Vec::new();
        while let Some(message) = queue.next().expect("nothing fails") {
            ids.extend(message.incoming.into_iter().filter_map(|one| match one {
                Incoming::Request { id, .. } => Some(id),
                _ => None,
            }));
        }
        ids
    }

    fn id(number: u32) -> RequestId {
        RequestId::new(&json!(number)).expect("a number")
    }

    #[test]
    fn a_request_that_waits_is_taken_back() {
        let (send, mut queue) = queue();
        for message in [request(1), request(2), cancellation(2), request(3)] {
            send.send(Ok(message)).expect("there is room");
        }
        drop(send);
        assert_eq!(rest(&mut queue), [id(1), id(3)]);
    }

    #[test]
    fn a_request_that_is_being_answered_gets_no_answer() {
        let (send, mut queue) = queue();
        send.send(Ok(request(1))).expect("there is room");
        assert!(queue.next().expect("nothing fails").is_some());
        assert!(!queue.is_cancelled(&id(1)));
        send.send(Ok(cancellation(1))).expect("there is room");
        assert!(queue.is_cancelled(&id(1)));
        // A later request may have the same id again.
        send.send(Ok(request(1))).expect("there is room");
        drop(send);
        assert_eq!(rest(&mut queue), [id(1)]);
    }

    #[test]
    fn what_came_before_a_failure_is_answered() {
        let (send, mut queue) = queue();
        send.send(Ok(request(1))).expect("there is room");
        send.send(Err(io::Error::other("gone"))).expect("there is room");
        assert!(matches!(queue.next(), Ok(Some(_))));
        assert!(queue.next().is_err());
    }
}
