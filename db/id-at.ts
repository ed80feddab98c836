import { encodeTime } from 'ulid'
import { type Id, type IdKind, idPrefixes } from '../api/domain/shared/ids'
import type { Instant } from '../api/domain/shared/time'

/** Characters that say when an id was drawn; those after them are chance. */
const TIME_LENGTH = 10

/** Where ids of an instant begin: those drawn before it sort before it. */
export const idAt = <Kind extends IdKind>(kind: Kind, at: Instant) =>
  `${idPrefixes[kind]}_${encodeTime(at, TIME_LENGTH).toLowerCase()}` as Id<Kind>
