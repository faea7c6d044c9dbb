//! Pictures, as SVG that stands in the page: shapes with classes, whose colours are those of the page.

use std::fmt::Write as _;

use askama::filters::{Escaper, Html};

/// A picture that is being drawn; its unit is a pixel at full size.
#[derive(Debug)]
pub(super) struct Svg {
    text: String,
}

/// A rectangle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Svg {
    /// An empty one. `id` is its own on the page; who cannot see it is read `title` and `description`.
    pub fn new(id: &str, (width, height): (f64, f64), title: &str, description: &str) -> Self {
        let mut svg = Svg { text: String::new() };
        svg.push(format_args!(
            "<svg class=\"chart\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             role=\"img\" aria-labelledby=\"{id}-title {id}-text\"><title id=\"{id}-title\">"
        ));
        svg.escape(title);
        svg.push(format_args!("</title><desc id=\"{id}-text\">"));
        svg.escape(description);
        svg.push(format_args!("</desc>"));
        svg
    }

    /// A rectangle, and what is said of it where a pointer rests.
    pub fn rect(&mut self, class: &str, rect: Rect, tip: &str) {
        let Rect { x, y, width, height } = rect;
        let (width, height) = (width.max(0.0), height.max(0.0));
        self.push(format_args!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\""
        ));
        if tip.is_empty() {
            return self.push(format_args!("/>"));
        }
        self.push(format_args!("><title>"));
        self.escape(tip);
        self.push(format_args!("</title></rect>"));
    }

    pub fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.push(format_args!(
            "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>"
        ));
    }

    pub fn text(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        self.push(format_args!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">"));
        self.escape(text);
        self.push(format_args!("</text>"));
    }

    /// The whole picture.
    pub fn end(mut self) -> String {
        self.push(format_args!("</svg>"));
        self.text
    }

    // Writing to a string does not fail.
    fn push(&mut self, what: std::fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(what);
    }

    fn escape(&mut self, text: &str) {
        let _ = Html.write_escaped_str(&mut self.text, text);
    }
}
