"use strict";
/* Reads a question aloud, where the device has a voice for the page's language. */
(() => {
  const speech = self.speechSynthesis;
  const { lang } = document.documentElement;

  function voice() {
    const voices = speech?.getVoices() ?? [];
    return voices.find((each) => each.lang.replace("_", "-").startsWith(lang));
  }

  function say(text) {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice();
    spoken.lang = spoken.voice.lang;
    spoken.rate = 0.9;
    speech.cancel();
    speech.speak(spoken);
  }

  const stop = () => speech?.cancel();

  /* Tells whether there is a voice: now, and whenever the device finds more of them. */
  function whenKnown(tell) {
    tell(Boolean(voice()));
    speech?.addEventListener?.("voiceschanged", () => tell(Boolean(voice())));
  }

  self.readAloud = { say, stop, whenKnown };
})();
