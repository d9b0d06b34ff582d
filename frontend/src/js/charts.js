// Charts of the overview: drawn from the JSON beside them; the table that holds the same figures stays for readers.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([AriaComponent, BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart, TooltipComponent]);

const INKS = ["--o-accent-fill", "--o-due-ok", "--o-due-soon", "--o-due-late", "--o-st-sign"];

function ink(element, name) {
  // light-dark() is resolved only in a real property.
  const probe = element.appendChild(document.createElement("i"));
  probe.style.color = `var(${name})`;
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

// {"labels": ["пн", …], "series": [{"name": "Поступило", "values": [1, …], "line": true}]}
function option(element, { labels, series }) {
  const line = ink(element, "--o-line");
  const words = { color: ink(element, "--o-ink-2"), fontFamily: getComputedStyle(element).fontFamily };
  return {
    color: INKS.map((name) => ink(element, name)),
    textStyle: words,
    animation: false,
    aria: { enabled: true },
    grid: { left: 8, right: 8, top: 32, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemHeight: 8, textStyle: words },
    tooltip: { trigger: "axis", renderMode: "richText" }, // the CSP allows no inline style, so no HTML
    xAxis: { type: "category", data: labels, axisLabel: words, axisLine: { lineStyle: { color: line } } },
    yAxis: { type: "value", minInterval: 1, axisLabel: words, splitLine: { lineStyle: { color: line } } },
    series: series.map((one) => ({ type: one.line ? "line" : "bar", name: one.name, data: one.values, barMaxWidth: 28 })),
  };
}

for (const element of document.querySelectorAll("[data-chart]")) {
  const facts = JSON.parse(document.getElementById(element.dataset.from).textContent);
  const chart = echarts.init(element);
  const draw = () => chart.setOption(option(element, facts));
  draw();
  new ResizeObserver(() => chart.resize()).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
