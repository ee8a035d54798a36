// Draws charts with ECharts into elements of the page, in the colors of its theme. `scripts/charts.mjs` makes one file of
// this and what it imports; it is loaded when a chart is first shown, and what it draws comes from src/port/charts.rs.
import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, LineChart, ScatterChart, GridComponent, TooltipComponent, LabelLayout, CanvasRenderer]);

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
    drawing.setOption(SHAPES[spec.shape](spec, look(element), element.clientWidth), true);
    drawing.getZr().flush();
  };
  paint();
  const pick = picker(drawing, spec);
  drawing.getZr().on("click", ({ offsetX, offsetY }) => {
    const place = pick([offsetX, offsetY]);
    if (place >= 0 && place < spec.words.length) onPick(place);
  });
  drawing.on("click", ({ dataIndex }) => spec.shape === "bubbles" && onPick(dataIndex));

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
  const options = unit === "share" ? { style: "percent" } : { notation: "compact", maximumFractionDigits: 1 };
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
      const line = { type: "line", stack: "range", symbol: "none", lineStyle: { opacity: 0 }, silent: true };
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
  const line = { type: "line", symbol: "none" };
  return {
    ...frame(spec, colors, "axis"),
    xAxis: { ...valueAxis(spec, "number", colors), max: most, splitLine: { show: false } },
    yAxis: { ...valueAxis(spec, spec.unit, colors), max: 1, interval: 0.2 },
    series: [
      { ...line, itemStyle: { color: accent }, lineStyle: { color: accent, width: 2 }, areaStyle: { color: soft, opacity: 0.6 }, data: own },
      ...(even ? [{ ...line, silent: true, tooltip: { show: false }, lineStyle: { color: quiet, width: 1, type: "dashed" }, data: even }] : []),
    ],
  };
}

function bubbles(spec, colors) {
  const [{ points }] = spec.series;
  const { ink, quiet, accent } = colors;
  const largest = Math.max(...points.map(({ size }) => size), 1);
  const axis = (name) => ({
    ...valueAxis(spec, "number", colors),
    min: 1,
    max: 5,
    interval: 4 / 3,
    name,
    nameLocation: "middle",
    nameGap: 32,
    nameTextStyle: { color: quiet },
    axisLine: { show: false },
    axisLabel: { show: false },
    axisTick: { show: false },
  });
  // A bubble at an end of the scale reaches beyond it.
  const area = { ...frame(spec, colors, "item"), grid: { left: 52, right: 40, top: 44, bottom: 52, outerBoundsMode: "none" } };
  return {
    ...area,
    xAxis: axis(spec.names[0]),
    yAxis: axis(spec.names[1]),
    series: [{
      type: "scatter",
      clip: false,
      symbolSize: (_, { dataIndex }) => 12 + 40 * Math.sqrt(Math.max(points[dataIndex].size, 0) / largest),
      itemStyle: { color: accent, opacity: 0.65 },
      label: { show: true, position: "top", color: ink, formatter: ({ dataIndex }) => points[dataIndex].tag },
      labelLayout: { hideOverlap: true },
      data: points.map(({ x, y }) => [x, y]),
    }],
  };
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
