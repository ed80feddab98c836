const BYTES = 32

/** 256 random bits: nobody guesses them, so a plain hash keeps them. */
export const newToken = () =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(BYTES))).toString('base64url')
