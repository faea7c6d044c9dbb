//! A browser that a test drives: Chromium without a window, spoken to over a pipe in the DevTools protocol, so that
//! nothing is installed for it and no port is opened.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Nothing that is asked of it takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with one page open.
pub struct Browser {
    child: Child,
    asking: ChildStdin,
    answers: Receiver<Value>,
    next: u64,
    session: Option<String>,
    /// What happened meanwhile.
    events: Vec<Value>,
    /// Where it keeps what it keeps.
    _profile: TempDir,
}

/// Where Chromium is installed, by any of its names; `CHROMIUM` names another.
pub fn chromium() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let on_path = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    named.into_iter().chain(on_path).find(|path| path.is_file())
}

impl Browser {
    /// Starts it, and opens a file.
    pub fn open(chromium: &Path, page: &Path) -> Self {
        let profile = TempDir::new().expect("a folder can be made");
        // It speaks on descriptors 3 and 4.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null", "sh"])
            .arg(chromium)
            .args(["--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu"])
            .args(["--no-first-run", "--disable-extensions", "--disable-background-networking"])
            .args(["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"])
            .args(["--window-size=1280,1000", "--force-device-scale-factor=1"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell can be run");
        let asking = child.stdin.take().expect("it is piped");
        let mut reader = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, answers) = channel();
        thread::spawn(move || {
            let mut message = Vec::new();
            while reader.read_until(0, &mut message).is_ok_and(|length| length > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if sender.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        let (session, events) = (None, Vec::new());
        let mut browser =
            Browser { child, asking, answers, next: 0, session, events, _profile: profile };
        browser.attach();
        browser.visit(page);
        browser
    }

    fn attach(&mut self) {
        let target = self.ask("Target.createTarget", &json!({ "url": "about:blank" }));
        let target = &target["targetId"];
        let attached =
            self.ask("Target.attachToTarget", &json!({ "targetId": target, "flatten": true }));
        self.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log"] {
            self.ask(&format!("{domain}.enable"), &json!({}));
        }
    }

    fn visit(&mut self, page: &Path) {
        let url = format!("file://{}", page.display());
        self.ask("Page.navigate", &json!({ "url": url }));
        let started = Instant::now();
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            self.take(started);
        }
    }

    /// What an expression comes to on the page.
    pub fn eval(&mut self, expression: &str) -> Value {
        let asked =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.ask("Runtime.evaluate", &asked);
        assert_eq!(answer["exceptionDetails"], Value::Null, "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// The number that an expression comes to.
    pub fn count(&mut self, expression: &str) -> u64 {
        let value = self.eval(expression);
        value.as_u64().unwrap_or_else(|| panic!("{expression} is {value}"))
    }

    /// Types a text where the focus is.
    pub fn type_text(&mut self, text: &str) {
        self.ask("Input.insertText", &json!({ "text": text }));
    }

    /// Presses a key where the focus is.
    pub fn press(&mut self, key: &str, code: u32) {
        let text = if key == "Enter" { "\r" } else { "" };
        let event = |kind: &str| {
            json!({ "type": kind, "key": key, "code": key, "text": text,
                    "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code })
        };
        let down = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        self.ask("Input.dispatchKeyEvent", &event(down));
        self.ask("Input.dispatchKeyEvent", &event("keyUp"));
    }

    /// What was complained of so far: by the console, by the browser itself, or in a dialog; and what was
    /// fetched besides the page.
    pub fn complaints(&mut self) -> Vec<String> {
        // What comes before the answer has happened before it.
        self.eval("1");
        let told = ["Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"];
        let events = self.events.iter();
        let events = events.filter(|event| {
            let method = event["method"].as_str().unwrap_or_default();
            told.contains(&method) || method == "Page.javascriptDialogOpening"
        });
        events.map(Value::to_string).collect()
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.asking.write_all(message.to_string().as_bytes()).expect("it reads");
        self.asking.write_all(b"\0").expect("it reads");
        self.asking.flush().expect("it reads");
        let started = Instant::now();
        loop {
            if let Some(answer) = self.take(started).filter(|answer| answer["id"] == id) {
                assert_eq!(answer["error"], Value::Null, "{method}");
                return answer["result"].clone();
            }
        }
    }

    /// Takes the next message; an answer is given back, and what happened is kept.
    fn take(&mut self, started: Instant) -> Option<Value> {
        let left = PATIENCE.saturating_sub(started.elapsed());
        let message = self.answers.recv_timeout(left).expect("the browser answers in time");
        if message["id"].is_null() {
            self.events.push(message);
            return None;
        }
        Some(message)
    }
}

impl Drop for Browser {
    /// Ends it: by asking, and if it does not listen by its id.
    fn drop(&mut self) {
        let close = json!({ "id": 0, "method": "Browser.close" });
        let _ = self.asking.write_all(format!("{close}\0").as_bytes());
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(5) {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
