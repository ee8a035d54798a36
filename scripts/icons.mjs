// Draws the icons of an installed app from www/icons/icon.svg: run by hand when that changes, with Chromium at hand.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = fileURLToPath(new URL("../www/icons/", import.meta.url));
const drawing = readFileSync(`${folder}icon.svg`, "utf8");
/** Devices that cut icons to a shape of their own get one without corners; what it shows lies well inside. */
const whole = drawing.replace(/ rx="\d+"/, "");

const ICONS = {
  "icon-192.png": [192, drawing],
  "icon-512.png": [512, drawing],
  "maskable-512.png": [512, whole],
  "apple-touch-icon.png": [180, whole],
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: process.getuid?.() !== 0,
});
for (const [name, [size, svg]] of Object.entries(ICONS)) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  await page.setContent(`<body style="margin:0"><img src="${address}" width="${size}" height="${size}" style="display:block">`);
  await page.locator("img").evaluate((image) => image.decode());
  await page.screenshot({ path: folder + name, omitBackground: true });
}
await browser.close();
