declare const brand: unique symbol;

/** A text that has been checked to be of one kind, so that two kinds of identifier cannot be mixed up. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
