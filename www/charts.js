// Draws charts with ECharts into elements of the page, in the colors of its theme. `scripts/charts.mjs` makes one file of
// this and what it imports; it is loaded when a chart is first shown, and what it draws comes from src/port/charts.rs.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, ScatterChart, GridComponent, TooltipComponent, CanvasRenderer]);

/** How to end what is drawn in an element. */
const ends = new WeakMap();

const SHAPES = { bars: across, columns: upright, curve, bubbles };

/** Draws `chart`, as JSON, into the element of an id; `onPick` gets the place of a mark that is clicked. Returns a way to end it. */
export function draw(id, chart, onPick) {
  const element = document.getElementById(id);
  const spec = JSON.parse(chart);
  // What was asked for before this and comes late is not wanted any more.
  ends.get(element)?.();
  const drawing = init(element);
  const paint = () => {
    const option = SHAPES[spec.shape](spec, look(element), element.clientWidth, element.clientHeight);
    const series = option.series.map((series) => ({ cursor: spec.opens ? "pointer" : "default", ...series }));
    drawing.setOption({ ...option, series }, true);
    drawing.getZr().flush();
  };
  paint();
  if (spec.opens) {
    const pick = picker(drawing, spec);
    drawing.getZr().on("click", ({ offsetX, offsetY }) => {
      const place = pick([offsetX, offsetY]);
      if (place >= 0 && place < spec.words.length) onPick(place);
    });
    drawing.on("click", ({ dataIndex }) => spec.shape === "bubbles" && onPick(dataIndex));
  }

  const sizes = new ResizeObserver(() => {
    drawing.resize();
    paint();
  });
  sizes.observe(element);
  const themes = new MutationObserver(paint);
  themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const media = ["(prefers-color-scheme: dark)", "print"].map((query) => matchMedia(query));
  media.forEach((query) => query.addEventListener("change", paint));
  const end = () => {
    if (drawing.isDisposed()) return;
    sizes.disconnect();
    themes.disconnect();
    media.forEach((query) => query.removeEventListener("change", paint));
    drawing.dispose();
  };
  ends.set(element, end);
  return end;
}

/** Returns the colors and the type of the page as it looks now. */
function look(element) {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  const { fontFamily } = getComputedStyle(element);
  return {
    ink: color("ink"), quiet: color("ink-quiet"), line: color("line"), surface: color("surface"),
    accent: color("accent"), soft: color("accent-soft"), fontFamily,
    isStill: matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}

/** Returns what all shapes have in common. */
function frame(spec, { ink, line, surface, fontFamily, isStill }, trigger) {
  return {
    animation: !isStill,
    animationDuration: 150,
    textStyle: { fontFamily, fontSize: 12 },
    grid: { left: 4, right: 24, top: 16, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      trigger,
      // Drawn, not laid out: a page that allows no inline styles shows it too.
      renderMode: "richText",
      confine: true,
      transitionDuration: 0,
      backgroundColor: surface,
      borderColor: line,
      borderWidth: 1,
      padding: 8,
      textStyle: { color: ink, fontFamily, fontSize: 12 },
      axisPointer: { type: spec.shape === "curve" ? "line" : "shadow", lineStyle: { color: line }, shadowStyle: { color: line, opacity: 0.35 } },
      formatter: (hits) => spec.words[[hits].flat()[0].dataIndex],
    },
  };
}

function valueAxis(spec, unit, { quiet, line }) {
  const options = { share: { style: "percent" }, count: {}, number: { notation: "compact", maximumFractionDigits: 1 } }[unit];
  const numbers = new Intl.NumberFormat(spec.language, options);
  return {
    type: "value",
    splitNumber: 4,
    axisLabel: { color: quiet, formatter: (value) => numbers.format(value).replace("-", "\u2212"), hideOverlap: true },
    splitLine: { lineStyle: { color: line } },
  };
}

function nameAxis(spec, { ink, line }) {
  return { type: "category", data: spec.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: ink } };
}

/** One series of names and values; a range is two, of which the lower is not seen. */
function named({ look, points }, colors, isAcross) {
  const tag = ({ dataIndex }) => points[dataIndex].tag;
  const { accent, soft, ink } = colors;
  switch (look) {
    case "bar":
      return [{
        type: "bar",
        barMaxWidth: 26,
        barCategoryGap: "30%",
        itemStyle: { color: accent, borderRadius: isAcross ? [0, 2, 2, 0] : [2, 2, 0, 0] },
        label: { show: points.some(({ tag }) => tag), position: isAcross ? "right" : "top", color: ink, formatter: tag },
        data: points.map(({ y, faint }) => (faint ? { value: y, itemStyle: { opacity: 0.45 } } : y)),
      }];
    case "range": {
      const line = { type: "line", stack: "range", symbol: "none", lineStyle: { opacity: 0 }, emphasis: { disabled: true }, silent: true };
      return [
        { ...line, data: points.map(({ y }) => y) },
        { ...line, areaStyle: { color: soft, opacity: 1 }, data: points.map(({ y, to }) => (y === null ? null : to - y)) },
      ];
    }
    default:
      return [{ type: "line", symbolSize: 5, itemStyle: { color: accent }, lineStyle: { color: accent, width: 2 }, data: points.map(({ y }) => y) }];
  }
}

function across(spec, colors, width) {
  const names = nameAxis(spec, colors);
  const values = valueAxis(spec, spec.unit, colors);
  return {
    ...frame(spec, colors, "axis"),
    grid: { ...frame(spec, colors, "axis").grid, right: 72 },
    xAxis: { ...values, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: { ...names, inverse: true, axisLabel: { ...names.axisLabel, width: Math.min(220, Math.max(120, width * 0.34)), overflow: "truncate" } },
    series: spec.series.flatMap((series) => named(series, colors, true)),
  };
}

function upright(spec, colors) {
  const names = nameAxis(spec, colors);
  return {
    ...frame(spec, colors, "axis"),
    xAxis: { ...names, axisLabel: { ...names.axisLabel, hideOverlap: true } },
    yAxis: valueAxis(spec, spec.unit, colors),
    series: spec.series.flatMap((series) => named(series, colors, false)),
  };
}

function curve(spec, colors) {
  const [own, even] = spec.series.map(({ points }) => points.map(({ x, y }) => [x, y]));
  const { accent, soft, quiet } = colors;
  const most = own.at(-1)?.[0] ?? 1;
  const step = roundStep(most);
  const counts = valueAxis(spec, "count", colors);
  const line = { type: "line", symbol: "none" };
  return {
    ...frame(spec, colors, "axis"),
    // The axis ends with the last customer, who has a label only where a step ends too.
    xAxis: { ...counts, max: most, interval: step, axisLabel: { ...counts.axisLabel, showMaxLabel: most % step === 0 }, splitLine: { show: false } },
    yAxis: { ...valueAxis(spec, spec.unit, colors), max: 1, interval: 0.2 },
    series: [
      { ...line, itemStyle: { color: accent }, lineStyle: { color: accent, width: 2 }, areaStyle: { color: soft, opacity: 0.6 }, data: own },
      ...(even ? [{ ...line, silent: true, tooltip: { show: false }, lineStyle: { color: quiet, width: 1, type: "dashed" }, data: even }] : []),
    ],
  };
}

/** Returns a whole number of 1, 2 or 5 and zeros that divides an axis up to `most` into about five steps. */
function roundStep(most) {
  const rough = Math.max(most / 5, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].find((head) => head * power >= rough) * power;
}

/** Scores reach from 1 to 5; so much is left around them for the bubbles at the ends. */
const AROUND = 0.5;
const EDGES = { left: 36, right: 12, top: 12, bottom: 36 };

function bubbles(spec, colors, width, height) {
  const [{ points }] = spec.series;
  const { quiet, accent } = colors;
  const plot = { width: width - EDGES.left - EDGES.right, height: height - EDGES.top - EDGES.bottom };
  const largest = Math.max(...points.map(({ size }) => size), 1);
  const widest = Math.min(52, (2 * AROUND * Math.min(plot.width, plot.height)) / (4 + 2 * AROUND));
  const sizes = points.map(({ size }) => widest * (0.25 + 0.75 * Math.sqrt(Math.max(size, 0) / largest)));
  const labels = beside(points, sizes, plot, colors);
  const axis = (name) => ({
    ...valueAxis(spec, "number", colors),
    min: 1 - AROUND,
    max: 5 + AROUND,
    name,
    nameLocation: "middle",
    nameGap: 16,
    nameTextStyle: { color: quiet },
    axisLine: { show: false },
    axisLabel: { show: false },
    // Lines at the thirds of the scale, and around it.
    axisTick: { show: false, customValues: [1 - AROUND, 1 + 4 / 3, 5 - 4 / 3, 5 + AROUND] },
  });
  return {
    ...frame(spec, colors, "item"),
    grid: { ...EDGES, outerBoundsMode: "none" },
    xAxis: axis(spec.names[0]),
    yAxis: axis(spec.names[1]),
    series: [{
      type: "scatter",
      symbolSize: (_, { dataIndex }) => sizes[dataIndex],
      itemStyle: { color: accent, opacity: 0.65 },
      data: points.map(({ x, y }, place) => ({ value: [x, y], label: labels[place] })),
    }],
  };
}

/** Returns the label of each bubble, the largest first where it covers nothing and stays inside; elsewhere the tip names it. */
function beside(points, sizes, plot, { ink, fontFamily }) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `12px ${fontFamily}`;
  const along = (score, length) => ((score - 1 + AROUND) / (4 + 2 * AROUND)) * length;
  const [LINE, GAP] = [16, 3];
  const marks = points.map(({ x, y }, place) => {
    const half = sizes[place] / 2;
    const [left, top] = [along(x, plot.width), plot.height - along(y, plot.height)];
    return { left: left - half, right: left + half, top: top - half, bottom: top + half };
  });
  const labels = points.map(() => ({ show: false }));
  const taken = [];
  const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const isFree = (box, place) =>
    box.left >= 0 && box.right <= plot.width && box.top >= 0 && box.bottom <= plot.height &&
    !taken.some((other) => meet(box, other)) && !marks.some((mark, other) => other !== place && meet(box, mark));
  for (const place of [...points.keys()].sort((one, other) => sizes[other] - sizes[one])) {
    const [mark, wide] = [marks[place], pen.measureText(points[place].tag).width];
    const [across, down] = [(mark.left + mark.right - wide) / 2, (mark.top + mark.bottom - LINE) / 2];
    const spots = {
      top: [across, mark.top - GAP - LINE],
      right: [mark.right + GAP, down],
      left: [mark.left - GAP - wide, down],
      bottom: [across, mark.bottom + GAP],
    };
    for (const [position, [left, top]] of Object.entries(spots)) {
      const box = { left, right: left + wide, top, bottom: top + LINE };
      if (!isFree(box, place)) continue;
      taken.push(box);
      labels[place] = { show: true, position, distance: GAP, color: ink, formatter: () => points[place].tag };
      break;
    }
  }
  return labels;
}

/** Returns what tells the place of the mark at a point of the drawing; a whole row or column stands for its mark. */
function picker(drawing, { shape, series }) {
  return (point) => {
    if (shape === "bubbles" || !drawing.containPixel({ gridIndex: 0 }, point)) return -1;
    const [x, y] = drawing.convertFromPixel({ gridIndex: 0 }, point);
    if (shape === "bars") return Math.round(y);
    if (shape === "columns") return Math.round(x);
    const far = series[0].points.map((at) => Math.abs(at.x - x));
    return far.indexOf(Math.min(...far));
  };
}
