//! Charts: what they show as plain data, drawn by whoever is behind the port.
//!
//! Numbers here are for drawing alone; what is read stands in the words beside them.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use serde::Serialize;

use super::promise::{Promise, kept};

/// Draws charts into the page.
pub trait Charts {
    /// Draws a chart into the element of an id until the drawing is dropped; `on_pick` gets the place of a mark that is clicked.
    fn draw(&self, id: &str, chart: &Chart, on_pick: Rc<dyn Fn(u32)>) -> Promise<Result<Drawing, ChartMissing>>;
}

/// A chart that is drawn; it goes when this is dropped.
pub struct Drawing(pub Box<dyn Any>);

/// What draws charts could not be loaded: the connection is gone, or a newer version has replaced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartMissing;

/// What a chart shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// How it is laid out.
    pub shape: Shape,
    /// The tag of the language that numbers on the axes are written in.
    pub language: String,
    /// What its values are.
    pub unit: Unit,
    /// What the marks are called on the axis of names, for shapes that have one.
    pub labels: Vec<String>,
    /// What each mark says in full.
    pub words: Vec<String>,
    /// What is drawn, the lowest layer first.
    pub series: Vec<Series>,
    /// What the two axes are called, where that is said.
    pub names: [String; 2],
    /// Whether a mark that is clicked opens what is behind it.
    pub opens: bool,
}

/// How a chart is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Names down the side, values to the right.
    Bars,
    /// Names along the foot, values upward.
    Columns,
    /// Numbers on both axes, points joined.
    Curve,
    /// Scores from 1 to 5 on both axes, each point with its size.
    Bubbles,
}

/// What values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Plain numbers.
    Number,
    /// Parts of one.
    Share,
}

/// One layer of a chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    /// How it looks.
    pub look: Look,
    /// Its points, in the order of the chart's words.
    pub points: Vec<Point>,
}

/// How a layer looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Look {
    /// Bars.
    Bar,
    /// Points joined by a line.
    Line,
    /// An area between two values.
    Range,
}

/// A point of a layer; what a shape does not look at stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    /// Its place on the axis along the foot, where that has numbers.
    pub x: f64,
    /// Its value; none where there is nothing to draw.
    pub y: Option<f64>,
    /// The upper end of a range.
    pub to: Option<f64>,
    /// How large a bubble is, against the others.
    pub size: f64,
    /// A short text beside it.
    pub tag: String,
    /// Whether it is drawn faintly, as what is not complete.
    pub faint: bool,
}

/// Draws nothing and remembers what it was given.
#[derive(Debug, Default)]
pub struct Notebook {
    charts: RefCell<Vec<(String, Chart)>>,
}

impl Notebook {
    /// Returns what was to be drawn, with the ids of its elements.
    pub fn charts(&self) -> Vec<(String, Chart)> {
        self.charts.borrow().clone()
    }
}

impl Charts for Notebook {
    fn draw(&self, id: &str, chart: &Chart, _on_pick: Rc<dyn Fn(u32)>) -> Promise<Result<Drawing, ChartMissing>> {
        self.charts.borrow_mut().push((id.to_owned(), chart.clone()));
        kept(Ok(Drawing(Box::new(()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_written_as_the_script_reads_it() {
        let chart = Chart {
            shape: Shape::Bars,
            language: "fr".to_owned(),
            unit: Unit::Share,
            labels: vec!["A".to_owned()],
            words: vec!["A: 5 %".to_owned()],
            series: vec![Series { look: Look::Bar, points: vec![Point { y: Some(0.05), ..Point::default() }] }],
            names: Default::default(),
            opens: true,
        };
        let written = serde_json::to_string(&chart).unwrap();
        let expected = r#"{"shape":"bars","language":"fr","unit":"share","labels":["A"],"words":["A: 5 %"],"series":[{"look":"bar","points":[{"x":0.0,"y":0.05,"to":null,"size":0.0,"tag":"","faint":false}]}],"names":["",""],"opens":true}"#;
        assert_eq!(written, expected);
    }
}
