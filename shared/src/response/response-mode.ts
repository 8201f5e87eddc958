/** How the form was filled. It is a variable in every export (decision D14); an unknown word is kept as it came. */
export const responseModes = ['interview', 'hand-over', 'home', 'paper'] as const;
export type ResponseMode = (typeof responseModes)[number];
