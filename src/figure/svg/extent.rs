//! Where on the page an element may leave a mark: never less than where it does. Draws nothing.

use std::str::FromStr as _;

use roxmltree::Node;
use svgtypes::{PathParser, SimplePathSegment, SimplifyingPathParser, Transform};

/// A rectangle from its left upper to its right lower corner; empty while nothing is in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    const NOTHING: Area = Area {
        left: f64::INFINITY,
        top: f64::INFINITY,
        right: f64::NEG_INFINITY,
        bottom: f64::NEG_INFINITY,
    };

    const EVERYWHERE: Area = Area {
        left: f64::NEG_INFINITY,
        top: f64::NEG_INFINITY,
        right: f64::INFINITY,
        bottom: f64::INFINITY,
    };

    /// What the whole picture shows, where its element says it in numbers.
    pub(super) fn shown(svg: Node<'_, '_>) -> Option<Area> {
        let [left, top, width, height] = match svg.attribute("viewBox") {
            Some(_) => view(svg)?,
            None => [0.0, 0.0, number(svg, "width")?, number(svg, "height")?],
        };
        // A picture of other proportions than its view shows more than the view on two sides.
        let (more_wide, more_high) = match root_size(svg) {
            Some((own_width, own_height)) => {
                let scale = (own_width / width).min(own_height / height);
                (own_width / scale - width, own_height / scale - height)
            }
            // Without a size it is written with that of its view.
            None => (0.0, 0.0),
        };
        Some(Area {
            left: left - more_wide,
            top: top - more_high,
            right: left + width + more_wide,
            bottom: top + height + more_high,
        })
    }

    fn add(&mut self, x: f64, y: f64) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.top = self.top.min(y);
        self.bottom = self.bottom.max(y);
    }

    fn grown(self, by: f64) -> Area {
        Area {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// Whether two surely have nothing in common.
    pub(super) fn is_apart_from(self, other: Area) -> bool {
        self.left > other.right || self.right < other.left || self.top > other.bottom || self.bottom < other.top
    }

    pub(super) fn moved(self, by: Transform) -> Area {
        // What cannot be measured may be anywhere.
        if [self.left, self.top, self.right, self.bottom]
            .iter()
            .any(|side| !side.is_finite())
        {
            return Area::EVERYWHERE;
        }
        let mut moved = Area::NOTHING;
        for x in [self.left, self.right] {
            for y in [self.top, self.bottom] {
                moved.add(by.a * x + by.c * y + by.e, by.b * x + by.d * y + by.f);
            }
        }
        moved
    }
}

/// The width and height that a drawing has, in whatever unit both are.
/// The four numbers of a `viewBox`.
fn view(svg: Node<'_, '_>) -> Option<[f64; 4]> {
    let view = svg.attribute("viewBox")?;
    let sides = view.split([' ', ',', '\t', '\n']).filter(|side| !side.is_empty());
    let sides: Vec<f64> = sides.map(|side| side.parse().ok()).collect::<Option<_>>()?;
    sides.try_into().ok()
}

/// Width and height for a picture that says how it is seen and not how large it is: without them a window shows more of it
/// than its view.
pub(super) fn missing_size(svg: Node<'_, '_>) -> Option<(f64, f64)> {
    let [_, _, width, height] = view(svg)?;
    root_size(svg).is_none().then_some((width, height))
}

fn root_size(svg: Node<'_, '_>) -> Option<(f64, f64)> {
    let side = |name: &str| {
        let value = svg.attribute(name)?.trim();
        let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        Some((number.parse::<f64>().ok()?, &value[number.len()..]))
    };
    let ((width, unit), (height, other)) = (side("width")?, side("height")?);
    (unit == other).then_some((width, height))
}

/// The matrix of a value of `transform`.
pub(super) fn matrix(value: &str) -> Option<Transform> {
    Transform::from_str(value).ok()
}

/// One after the other: first the inner, then the outer.
pub(super) fn joined(outer: Transform, inner: Transform) -> Transform {
    Transform {
        a: outer.a * inner.a + outer.c * inner.b,
        b: outer.b * inner.a + outer.d * inner.b,
        c: outer.a * inner.c + outer.c * inner.d,
        d: outer.b * inner.c + outer.d * inner.d,
        e: outer.a * inner.e + outer.c * inner.f + outer.e,
        f: outer.b * inner.e + outer.d * inner.f + outer.f,
    }
}

/// A length in plain numbers; `None` for one with a unit.
pub(super) fn number(node: Node<'_, '_>, name: &str) -> Option<f64> {
    let value = node.attribute(name)?.trim();
    value.strip_suffix("px").unwrap_or(value).parse().ok()
}

fn or_zero(node: Node<'_, '_>, name: &str) -> Option<f64> {
    match node.attribute(name) {
        None => Some(0.0),
        Some(_) => number(node, name),
    }
}

/// Where a shape may be seen, `line` units beyond its outline; `None` where that cannot be told.
pub(super) fn shape(node: Node<'_, '_>, line: f64) -> Option<Area> {
    let at = |name| or_zero(node, name);
    let mut area = Area::NOTHING;
    match node.tag_name().name() {
        "rect" | "image" => {
            let (x, y) = (at("x")?, at("y")?);
            area.add(x, y);
            area.add(x + number(node, "width")?, y + number(node, "height")?);
        }
        "circle" => {
            let r = at("r")?;
            area.add(at("cx")? - r, at("cy")? - r);
            area.add(at("cx")? + r, at("cy")? + r);
        }
        "ellipse" => {
            // Where one radius is missing it is the other.
            let (rx, ry) = (number(node, "rx")?, number(node, "ry")?);
            area.add(at("cx")? - rx, at("cy")? - ry);
            area.add(at("cx")? + rx, at("cy")? + ry);
        }
        "line" => {
            area.add(at("x1")?, at("y1")?);
            area.add(at("x2")?, at("y2")?);
        }
        "polyline" | "polygon" => {
            let points = node.attribute("points")?;
            let points: Vec<f64> = points
                .split([' ', ',', '\t', '\n', '\r'])
                .filter(|point| !point.is_empty())
                .map(|point| point.parse().ok())
                .collect::<Option<_>>()?;
            for point in points.chunks_exact(2) {
                area.add(point[0], point[1]);
            }
        }
        "path" => path(node.attribute("d")?, &mut area)?,
        _ => return None,
    }
    Some(area.grown(line))
}

/// A curve lies within its points, those that draw it included.
fn path(data: &str, area: &mut Area) -> Option<()> {
    for segment in SimplifyingPathParser::from(data) {
        match segment.ok()? {
            SimplePathSegment::MoveTo { x, y } | SimplePathSegment::LineTo { x, y } => area.add(x, y),
            SimplePathSegment::CurveTo { x1, y1, x2, y2, x, y } => {
                area.add(x1, y1);
                area.add(x2, y2);
                area.add(x, y);
            }
            SimplePathSegment::Quadratic { x1, y1, x, y } => {
                area.add(x1, y1);
                area.add(x, y);
            }
            SimplePathSegment::ClosePath => {}
        }
    }
    Some(())
}

/// How much of a path's text is a path; what stands behind it is drawn by nobody.
pub(super) fn path_length(data: &str) -> usize {
    let is_path = |c: char| c.is_ascii_whitespace() || ".,+-0123456789eEMmZzLlHhVvCcSsQqTtAa".contains(c);
    data.find(|c| !is_path(c)).unwrap_or(data.len())
}

/// How many points of a path may hold a marker.
pub(super) fn points(node: Node<'_, '_>) -> u64 {
    let count = match node.tag_name().name() {
        "path" => PathParser::from(node.attribute("d").unwrap_or_default())
            .take_while(Result::is_ok)
            .count(),
        "polyline" | "polygon" => node.attribute("points").unwrap_or_default().split([' ', ',']).count() / 2,
        "line" => 2,
        _ => 0,
    };
    count as u64
}

/// Where so many letters may stand that begin, end or have their middle here; `None` where that cannot be told.
pub(super) fn text(node: Node<'_, '_>, letters: usize, size: f64) -> Option<Area> {
    let told = ["dx", "dy", "rotate", "textLength"]
        .iter()
        .all(|name| node.attribute(*name).is_none());
    let mut area = Area::NOTHING;
    area.add(at_once(node, "x")?, at_once(node, "y")?);
    // No letter is wider than its height by half; one more for what reaches above and below.
    let letters = f64::from(u32::try_from(letters).unwrap_or(u32::MAX));
    told.then(|| area.grown((letters + 1.0) * size * 1.5))
}

/// One number, not a list of them.
fn at_once(node: Node<'_, '_>, name: &str) -> Option<f64> {
    or_zero(node, name)
}
