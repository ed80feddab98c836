// Locks between processes. SQLite's file locks end with the process, however it ends.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/** Takes the lock of that file, or returns undefined when another process has it. */
export function tryLock(path: string): (() => void) | undefined {
  mkdirSync(dirname(path), { recursive: true })
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return () => database.close()
  } catch (error) {
    database.close()
    if (String(error).includes('database is locked')) return undefined
    throw error
  }
}

/** Runs alone among all processes that use this file; the wait is as long as their work. */
export async function alone<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  let unlock = tryLock(path)
  while (!unlock) {
    await sleep(100)
    unlock = tryLock(path)
  }
  try {
    return await work()
  } finally {
    unlock()
  }
}
