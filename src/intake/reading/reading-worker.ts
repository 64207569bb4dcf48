// The thread that reads large files while another one writes to the database.

import { parentPort } from "node:worker_threads";
import { sourceOfDescriptor } from "../files/byte-source.ts";
import { type Order, packError, packStep } from "./messages.ts";
import { readBatches } from "./read-batches.ts";

const port = parentPort!;

/** How many steps more may be sent. */
let allowed = 0;
let wake = () => {};

const allowance = async () => {
  while (allowed === 0) await new Promise<void>((resolve) => (wake = resolve));
  allowed--;
};

async function read({ descriptor, path, bytes, plan }: Extract<Order, { kind: "read" }>): Promise<void> {
  try {
    for await (const step of readBatches(sourceOfDescriptor(descriptor, path, bytes), plan)) {
      await allowance();
      port.postMessage(packStep(step));
    }
  } catch (error) {
    port.postMessage(packError(error));
  }
}

port.on("message", (order: Order) => {
  if (order.kind === "read") {
    allowed = order.ahead;
    void read(order);
    return;
  }
  allowed++;
  wake();
});
