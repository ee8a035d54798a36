// What Trunk runs after every build, one step after the other; several hooks of its own would run at the same time.
await import("./beside.mjs");
await import("./split.mjs");
await import("./policy.mjs");
