// node npm.js URL OUTPUT SINCE INCLUDES: page after page to a file of JSON lines, with the package freshdesk-api.
"use strict";
const fs = require("fs");
const Freshdesk = require("freshdesk-api");
const [url, output, since, includes] = process.argv.slice(2);
const api = new Freshdesk(url, "bench");
const peak = () => Number(/VmHWM:\s+(\d+) kB/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]);
const cpu = () => { const used = process.cpuUsage(); return (used.user + used.system) / 1e6; };
const page = (number) => new Promise((resolve, reject) => {
  const wanted = { updated_since: since, order_by: "updated_at", order_type: "asc", per_page: 100, page: number };
  if (includes) wanted.include = includes;
  api.listAllTickets(wanted, (error, found, extra) => error ? reject(error) : resolve([found, extra.pageIsLast]));
});

(async () => {
  const file = fs.openSync(output, "w");
  const begunCpu = cpu(), begun = process.hrtime.bigint();
  let tickets = 0, first = 0, failed = "";
  try {
    for (let number = 1, last = false; !last; number++) {
      let found;
      [found, last] = await page(number);
      fs.writeSync(file, found.map((ticket) => JSON.stringify(ticket) + "\n").join(""));
      tickets += found.length;
      first = first || peak();
    }
  } catch (error) {
    failed = `${error.name} ${error.status || ""}`.trim();
  }
  const wall = Number(process.hrtime.bigint() - begun) / 1e9;
  console.log(JSON.stringify({ tickets, cpu: cpu() - begunCpu, wall, grown: peak() - first, seconds: wall, failed }));
})();
