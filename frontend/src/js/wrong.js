// A form came back: whoever does not see the page is brought to what is wrong, first of all to the list of it.
const WRONG = "#wrong, [aria-invalid=true], fieldset[aria-describedby$='-wrong'] input";

export function goToWrong() {
  document.querySelector(WRONG)?.focus();
}
