// Ctrl-C asks the run to end in order; a second one ends the process at once.

export interface Interrupt {
  readonly hasCome: () => boolean;
  readonly stopListening: () => void;
}

export function listenForInterrupt(): Interrupt {
  let came = false;
  const note = () => {
    came = true;
  };
  process.once("SIGINT", note);
  return { hasCome: () => came, stopListening: () => void process.off("SIGINT", note) };
}
