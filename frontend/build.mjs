// Builds the interface into otklik/web/static: hashed names, gzip and brotli beside each file, and the list
// (staticfiles.json) that Django's ManifestStaticFilesStorage reads, so that there is nothing to collect.
//
//   node build.mjs            once
//   node build.mjs --watch    again at every change
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import subsetFont from "subset-font";

const HERE = dirname(fileURLToPath(import.meta.url));
const WEB = resolve(HERE, "../otklik/web");
const STATIC = join(WEB, "static");
const DRAFT = join(WEB, `static.${process.pid}`); // becomes STATIC when it is whole
const OUT = join(DRAFT, "otklik");
const ENTRIES = ["desk/desk.css", "portal/portal.css", "js/desk.js", "js/portal.js", "js/charts.js", "js/map.js", "js/case-map.js", "js/choose.js", "js/tasks.js", "js/report.js", "js/stamp.js",
  "js/framed.js", "js/networks/vk.js", "js/blur.js"];
const FONTS = "node_modules/@fontsource-variable/golos-text/files";
const CUT = { cyrillic: "cyrillic", latin: "latin", "latin-more": "latin", "cyrillic-more": "cyrillic-ext" }; // of which file
const PACKED = /\.(css|js|svg|json)$/;

function filesIn(folder, ending) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function iconNames() {
  const lines = readFileSync(join(HERE, "icons.txt"), "utf8").split("\n");
  return lines.map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
}

// Every {% icon "name" %} of a template must be in icons.txt.
function refuseUnknownIcons(names) {
  const known = new Set(names);
  const unknown = filesIn(WEB, ".html").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\{%\s*icon\s+["']([^"']+)["']/g)]
      .filter(([, name]) => !known.has(name))
      .map(([, name]) => `${relative(WEB, file)}: icon "${name}" is not in frontend/icons.txt`),
  );
  if (unknown.length > 0) throw new Error(unknown.join("\n"));
}

function symbol(name) {
  const places = [join(HERE, "src/icons"), join(HERE, "node_modules/@tabler/icons/icons/outline")];
  for (const place of places) {
    try {
      const svg = readFileSync(join(place, `${name}.svg`), "utf8");
      const inside = svg.replace(/^[\s\S]*?<svg[\s\S]*?>/, "").replace(/<\/svg>\s*$/, "")
        .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, "").replace(/\s*\n\s*/g, "");
      return `<symbol id="i-${name}" viewBox="0 0 24 24">${inside}</symbol>`;
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  throw new Error(`icons.txt: there is no icon "${name}"`);
}

function digest(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}

// Writes a file under its hashed name and notes it in the list.
function keep(paths, name, content) {
  const dot = name.lastIndexOf(".");
  const hashed = `${name.slice(0, dot)}.${digest(content)}${name.slice(dot)}`;
  writeFileSync(join(OUT, hashed), content);
  paths[`otklik/${name}`] = `otklik/${hashed}`;
}

// Each face of fonts.css gets a file with the characters of its unicode-range and no others: they are most of a page's weight.
// It takes most of a build's time: with --watch one that is cut already, of the same font and by the same face, stays.
const cutBy = new Map();

async function cutFonts() {
  mkdirSync(join(HERE, "dist"), { recursive: true });
  const faces = readFileSync(join(HERE, "src/fonts.css"), "utf8").matchAll(
    /font-weight: (\d+) (\d+);[^}]*dist\/golos-([a-z-]+)\.woff2[^}]*unicode-range: ([^;]+);/g,
  );
  for (const [, min, max, name, ranges] of faces) {
    const whole = readFileSync(join(HERE, FONTS, `golos-text-${CUT[name]}-wght-normal.woff2`));
    const file = join(HERE, "dist", `golos-${name}.woff2`);
    const by = [digest(whole), min, max, ranges].join();
    if (cutBy.get(file) === by && existsSync(file)) continue;
    const weights = { wght: { min: Number(min), max: Number(max) } };
    const cut = await subsetFont(whole, charactersOf(ranges), { targetFormat: "woff2", variationAxes: weights });
    writeFileSync(file, cut);
    cutBy.set(file, by);
  }
}

// "U+0301, U+0400-045F": all the characters meant.
function charactersOf(ranges) {
  return [...ranges.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].flatMap(([, first, last = first]) => {
    const from = parseInt(first, 16);
    return Array.from({ length: parseInt(last, 16) - from + 1 }, (_, step) => String.fromCodePoint(from + step));
  }).join("");
}

async function bundle(paths) {
  const { metafile } = await build({
    absWorkingDir: HERE,
    entryPoints: ENTRIES.map((entry) => `src/${entry}`),
    bundle: true, minify: true, metafile: true, legalComments: "none", logLevel: "warning",
    format: "iife", target: ["es2022"],
    loader: { ".woff2": "file", ".png": "file", ".svg": "dataurl" },
    outdir: OUT, entryNames: "[name].[hash]", assetNames: "[name].[hash]",
  });
  for (const output of Object.keys(metafile.outputs)) {
    const name = output.split("/").at(-1);
    paths[`otklik/${name.replace(/\.[A-Z0-9]{8}\.(?=\w+$)/, ".")}`] = `otklik/${name}`;
  }
}

// These have one address for ever, and a page hands them out (web/desk/tasks.py, web/portal/widget.py): no hash in their
// names.
async function bundleWorker() {
  await build({
    absWorkingDir: HERE, entryPoints: ["src/js/tasks-worker.js", "src/js/widget.js"], bundle: true, minify: true, legalComments: "none",
    logLevel: "warning", format: "iife", target: ["es2022"], outdir: DRAFT,
  });
}

function pack() {
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  for (const file of filesIn(OUT, "").filter((name) => PACKED.test(name))) {
    const content = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${file}.br`, brotliCompressSync(content, brotli));
  }
}

// Pages that run know the names of the build before until they are started anew: its files stay for so long, those of
// the one before it go.
function keepLast() {
  const list = join(STATIC, "staticfiles.json");
  const before = existsSync(list) ? Object.values(JSON.parse(readFileSync(list, "utf8")).paths) : [];
  for (const name of before.flatMap((one) => [one, `${one}.gz`, `${one}.br`])) {
    const file = join(STATIC, name), place = join(DRAFT, name);
    if (existsSync(file) && !existsSync(place)) copyFileSync(file, place);
  }
}

// In one move, so that nobody ever meets half a build.
function takeInto() {
  keepLast();
  const old = `${DRAFT}.old`;
  if (existsSync(STATIC)) renameSync(STATIC, old);
  renameSync(DRAFT, STATIC);
  rmSync(old, { recursive: true, force: true });
}

async function buildAll() {
  const names = iconNames();
  refuseUnknownIcons(names);
  rmSync(DRAFT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const paths = {};
  await cutFonts();
  await bundle(paths);
  await bundleWorker();
  const sprite = names.map(symbol).join("");
  keep(paths, "icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${sprite}</svg>`);
  keep(paths, "favicon.svg", readFileSync(join(HERE, "src/favicon.svg")));
  pack();
  const sorted = Object.fromEntries(Object.entries(paths).sort(([one], [other]) => (one < other ? -1 : 1)));
  const hash = digest(JSON.stringify(sorted));
  writeFileSync(join(DRAFT, "staticfiles.json"), JSON.stringify({ paths: sorted, version: "1.1", hash }, null, 1));
  takeInto();
  console.log(`${Object.keys(paths).length} files in ${relative(process.cwd(), STATIC)}`);
}

await buildAll();
if (process.argv.includes("--watch")) {
  let timer;
  watch(join(HERE, "src"), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => buildAll().catch((error) => console.error(error.message)), 100);
  });
}
