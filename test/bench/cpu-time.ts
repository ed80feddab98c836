// How long a process has computed: steadier than the clock when others use the machine, too.
import { readFileSync } from 'node:fs'

/** Of user and system time, where the kernel counts them in hundredths of a second. */
const MS_PER_TICK = 10

/** Milliseconds of all its threads; undefined where the system does not tell. */
export function cpuTime(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux' || pid === undefined) return undefined
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is a name in parentheses and may contain anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK
}
