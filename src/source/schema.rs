//! The JSON Schema of what can be read, for editors and for suppliers: `planpress schema`.

use schemars::JsonSchema;
use serde_json::Value;

/// The schema of a type, draft 2020-12. A key that it does not name is an error, as it is for the
/// reader: a misspelt `sensitivity` must not pass.
pub fn json_schema<T: JsonSchema>() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_deserialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    close(&mut schema);
    schema
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("properties") && !map.contains_key("additionalProperties") {
                map.insert("additionalProperties".into(), false.into());
            }
            map.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
