// The work behind a stamp, in a worker: find the number whose SHA-256 after the salt is the target.
import { sha256 } from "./sha256.js";

self.onmessage = ({ data: { salt, target, most } }) => {
  for (let number = 0; number < most; number += 1) {
    if (sha256(salt + number) === target) {
      self.postMessage(number);
      return;
    }
  }
  self.postMessage(-1);
};
