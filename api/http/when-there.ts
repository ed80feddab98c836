/** Goes on at once with a value that is there: a promise would cost the busiest reads a turn. */
export const whenThere = <Value, Next>(
  value: Value | Promise<Value>,
  next: (value: Value) => Next | Promise<Next>,
): Next | Promise<Next> => (value instanceof Promise ? value.then(next) : next(value))
