/** What a code stands for: its status, its title, and what the caller can change. */
export function entry<Status extends number>(status: Status, title: string, remedy: string) {
  return { status, title, remedy } as const
}
