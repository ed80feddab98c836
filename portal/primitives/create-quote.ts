import { createEffect, createSignal, on } from 'solid-js'
import type { Answer, Quoted, QuoteWish } from '../client'

/** What a wish comes to, asked anew whenever it changes; an answer that came late is dropped. */
export function createQuote(
  wish: () => QuoteWish | undefined,
  ask: (wish: QuoteWish) => Promise<Answer<Quoted>>,
) {
  const [answer, setAnswer] = createSignal<Answer<Quoted>>()
  const [asking, setAsking] = createSignal(false)
  let latest = 0
  createEffect(
    on(wish, async (wanted) => {
      const mine = ++latest
      setAnswer()
      setAsking(wanted !== undefined)
      if (!wanted) return
      const found = await ask(wanted)
      if (mine !== latest) return
      setAsking(false)
      setAnswer(found)
    }),
  )
  return { answer, asking }
}
