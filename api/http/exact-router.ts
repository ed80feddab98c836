import type { Result, Router } from 'hono/router'
import { TrieRouter } from 'hono/router/trie-router'

/** Hono's trie, which remembers what it found for paths without parameters: they are asked most. */
export function exactRouter<T>(): Router<T> {
  const trie = new TrieRouter<T>()
  const exact = new Map<string, Map<string, Result<T>>>()
  return {
    name: 'ExactRouter',
    add(method, path, handler) {
      exact.set(path, new Map())
      trie.add(method, path, handler)
    },
    match(method, path) {
      const found = exact.get(path)
      const known = found?.get(method)
      if (known) return known
      const result = trie.match(method, path)
      found?.set(method, result)
      return result
    },
  }
}
