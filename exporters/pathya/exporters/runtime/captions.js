"use strict";
/*
 * Captions of film and sound. Their cues come as a script when a player is started, for a browser
 * reads no `<track>` from a disk. With a film the browser shows them, until the learner turns them
 * off in the player; with sound alone it does not, so they stand under the player.
 */

const PathyaCaptions = (() => {
  /** What the learner chose last. @type {TextTrackMode} */
  let mode = "showing";

  function open() {
    // Events of players do not bubble, and papers bring players later: so they are met on their way.
    document.addEventListener("play", (event) => {
      const player = /** @type {HTMLMediaElement} */ (event.target);
      if (player.dataset.captions && !player.textTracks.length) load(player, player.dataset.captions);
    }, true);
  }

  /**
   * @param {HTMLMediaElement} player
   * @param {string} place
   */
  function load(player, place) {
    const script = document.createElement("script");
    script.src = place;
    script.onload = () => {
      script.remove();
      if (!player.textTracks.length) show(player, /** @type {any} */ (window).PATHYA_CUES);
    };
    document.head.append(script);
  }

  /**
   * @param {HTMLMediaElement} player
   * @param {[number, number, string, object?][]} cues start and end in seconds, text, properties
   */
  function show(player, cues) {
    const { label, srclang } = player.dataset;
    const track = player.addTextTrack("captions", label, srclang);
    for (const [start, end, text, properties] of cues) {
      track.addCue(Object.assign(new VTTCue(start, end, text), properties));
    }
    if (player instanceof HTMLAudioElement) {
      showUnder(player, track);
      return;
    }
    track.mode = mode;
    player.textTracks.addEventListener("change", () => {
      mode = track.mode;
    });
  }

  /**
   * @param {HTMLMediaElement} player
   * @param {TextTrack} track
   */
  function showUnder(player, track) {
    track.mode = "hidden";
    const place = document.createElement("p");
    Object.assign(place, { className: "cue", lang: track.language, dir: "auto" });
    player.after(place);
    track.addEventListener("cuechange", () => {
      const cues = /** @type {VTTCue[]} */ (Array.from(track.activeCues || []));
      place.replaceChildren(...cues.flatMap((cue) => [cue.getCueAsHTML(), "\n"]));
    });
  }

  return { open };
})();
