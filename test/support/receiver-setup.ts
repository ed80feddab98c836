import type { TestProject } from 'vitest/node'
import { startReceiver } from './receiver.ts'

/** Tests run inside workerd, which cannot listen: their receivers run beside it. */
export default async function setup(project: TestProject) {
  const { url, stop } = await startReceiver()
  project.provide('receiver', url)
  return stop
}
