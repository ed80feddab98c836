import type { PaymentOperation } from '../../../domain/payments/payment'

/** What the test gateway does with a token. */
export interface TestToken {
  outcome: 'authorized' | 'declined' | 'requires_action'
  /** Customers can pay even after it was canceled, as with some bank transfers. */
  ignores_void: boolean
  faults: readonly Fault[]
}

/**
 * What goes wrong with the first call of a kind: `lost`, its effect exists and its answer never
 * arrives; `unsent`, it never arrives; `refused`, the gateway says no, for good.
 */
export interface Fault {
  type: PaymentOperation['type']
  fault: 'lost' | 'unsent' | 'refused'
}

const tokens: Record<string, TestToken> = {
  tok_ok: { outcome: 'authorized', ignores_void: false, faults: [] },
  tok_declined: { outcome: 'declined', ignores_void: false, faults: [] },
  tok_3ds: { outcome: 'requires_action', ignores_void: false, faults: [] },
  tok_late: { outcome: 'requires_action', ignores_void: true, faults: [] },
  tok_timeout: {
    outcome: 'authorized',
    ignores_void: false,
    faults: [{ type: 'authorize', fault: 'lost' }],
  },
}

/** `tok_ok`, or with faults: `tok_ok+capture_lost+refund_unsent`. Undefined for no such token. */
export function readToken(text: string): TestToken | undefined {
  const [name = '', ...marks] = text.split('+')
  const token = Object.hasOwn(tokens, name) ? tokens[name] : undefined
  const faults = marks.map(readFault)
  if (!token || faults.includes(undefined)) return undefined
  return { ...token, faults: [...token.faults, ...faults.filter((each) => each !== undefined)] }
}

function readFault(mark: string): Fault | undefined {
  const [, type, fault] = /^(authorize|capture|void|refund)_(lost|unsent|refused)$/.exec(mark) ?? []
  return type && fault ? ({ type, fault } as Fault) : undefined
}
