"""What is done with a case: answers, approval, handing over, parts, photos."""
