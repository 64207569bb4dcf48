/** In the working folder. Apart from what reads it, which help does without. */
export const CONFIG_FILE = "tallybook.yaml";
