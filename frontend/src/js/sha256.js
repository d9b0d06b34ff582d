// SHA-256 (FIPS 180-4) of short ASCII texts, at once: the browser's own answers later and only where TLS is on.
const K = new Uint32Array(64);
const START = new Uint32Array(8);
for (let found = 0, number = 2; found < 64; number += 1) {
  let isPrime = true;
  for (let by = 2; by * by <= number; by += 1) if (number % by === 0) isPrime = false;
  if (!isPrime) continue;
  const bits = (root) => ((root - Math.floor(root)) * 4294967296) | 0;
  if (found < 8) START[found] = bits(Math.sqrt(number));
  K[found] = bits(Math.cbrt(number));
  found += 1;
}

const words = new Uint32Array(64);
const turn = (value, by) => (value >>> by) | (value << (32 - by));

// At most 55 characters, which fill one block.
export function sha256(text) {
  words.fill(0);
  for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  words[15] = text.length * 8;
  for (let i = 16; i < 64; i += 1) {
    const before = words[i - 15];
    const last = words[i - 2];
    words[i] = words[i - 16] + words[i - 7] + (turn(before, 7) ^ turn(before, 18) ^ (before >>> 3))
      + (turn(last, 17) ^ turn(last, 19) ^ (last >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((value, i) => ((value + START[i]) >>> 0).toString(16).padStart(8, "0")).join("");
}
