// What tests make of better-sqlite3 is kept to the end of their process, as the program keeps its own
// (src/store/database/connection.ts says why).

import Database from "better-sqlite3";

const kept = new Set<object>();
const { prepare, exec, close } = Database.prototype;

Database.prototype.prepare = function prepareAndKeep(this: Database.Database, source: string) {
  const statement = prepare.call(this, source);
  kept.add(this).add(statement);
  return statement;
} as typeof prepare;

Database.prototype.exec = function execAndKeep(source) {
  kept.add(this);
  return exec.call(this, source);
};

Database.prototype.close = function closeAndKeep() {
  kept.add(this);
  return close.call(this);
};

Database.prototype.pragma = function pragmaAndKeep(source, { simple = false } = {}) {
  const statement = this.prepare(`pragma ${source}`);
  if (!statement.reader) return void statement.run();
  return simple ? statement.pluck().get() : statement.all();
};
