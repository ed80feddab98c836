/** What became of a call: its answer, or not known. An unknown call may still take effect. */
export type Called<T> = { known: true; answer: T } | { known: false }

/** A stock object answers in milliseconds; one that has not by then is taken for lost. */
const DEADLINE_MS = 10_000

export async function call<T>(answer: Promise<T>, deadline_ms = DEADLINE_MS): Promise<Called<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Called<T>>((resolve) => {
    timer = setTimeout(() => resolve({ known: false }), deadline_ms)
  })
  const asked = answer.then(
    (value): Called<T> => ({ known: true, answer: value }),
    (): Called<T> => ({ known: false }),
  )
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
