//! ECharts behind [`Charts`]; `www/start.js` loads what draws when a chart is first shown.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::port::charts::{Chart, ChartMissing, Charts, Drawing};
use crate::port::promise::{Promise, kept};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = portbookCharts, catch)]
    async fn draw(id: &str, chart: &str, on_pick: &JsValue) -> Result<JsValue, JsValue>;
}

/// The script that draws.
#[derive(Clone, Copy, Debug)]
pub struct ScriptedCharts;

impl Charts for ScriptedCharts {
    fn draw(&self, id: &str, chart: &Chart, on_pick: Rc<dyn Fn(u32)>) -> Promise<Result<Drawing, ChartMissing>> {
        let Ok(chart) = serde_json::to_string(chart) else { return kept(Err(ChartMissing)) };
        let id = id.to_owned();
        Box::pin(async move {
            let on_pick = Closure::<dyn Fn(u32)>::new(move |place| on_pick(place));
            let end = draw(&id, &chart, on_pick.as_ref()).await.map_err(|_| ChartMissing)?;
            let end = end.dyn_into::<Function>().map_err(|_| ChartMissing)?;
            Ok(Drawing(Box::new(Drawn { end, _on_pick: on_pick })))
        })
    }
}

/// A chart on the page; the script's way to end it takes it away.
struct Drawn {
    end: Function,
    _on_pick: Closure<dyn Fn(u32)>,
}

impl Drop for Drawn {
    fn drop(&mut self) {
        // What could go wrong is that it is gone already.
        let _ = self.end.call0(&JsValue::UNDEFINED);
    }
}
