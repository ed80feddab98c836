// Errors whose message says all: printed as one line, without a stack.

/** An error of the person or the machine, not of the code: the message tells what to change. */
export function explained(message: string): Error {
  return Object.assign(new Error(message), { name: 'Explained' })
}

export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.name === 'Explained' ? error.message : (error.stack ?? error.message)
}
