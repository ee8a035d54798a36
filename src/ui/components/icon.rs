//! One small set of line icons on a 24-unit grid, drawn as strokes in the color of the text beside them.

use yew::prelude::*;

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what is drawn")]
pub enum IconName {
    Alert,
    ArrowDown,
    ArrowLeft,
    ArrowUp,
    Book,
    Calendar,
    Chart,
    Check,
    ChevronDown,
    ChevronRight,
    Close,
    Columns,
    Command,
    Copy,
    Download,
    Edit,
    File,
    Filter,
    Globe,
    Home,
    Info,
    Keyboard,
    Lock,
    Menu,
    Merge,
    Minus,
    Money,
    Moon,
    More,
    Order,
    Plus,
    Print,
    Redo,
    Review,
    Rules,
    Save,
    Search,
    Sparkle,
    Star,
    Sun,
    Tag,
    Today,
    Trash,
    Undo,
    Upload,
    User,
    Users,
    Question,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            IconName::Alert => "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.1",
            IconName::ArrowDown => "M12 5v14M6.5 13.5 12 19l5.5-5.5",
            IconName::ArrowLeft => "M19 12H5M10.5 6.5 5 12l5.5 5.5",
            IconName::ArrowUp => "M12 19V5M6.5 10.5 12 5l5.5 5.5",
            IconName::Book => {
                "M6.5 3H19v18H6.5A2.5 2.5 0 0 1 4 18.5v-13A2.5 2.5 0 0 1 6.5 3zM4 18.5A2.5 2.5 0 0 1 6.5 16H19M9 7.5h6"
            }
            IconName::Calendar => "M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7",
            IconName::Chart => "M4 4v16h16M8.5 16v-5M13 16V7M17.5 16v-7",
            IconName::Check => "M4.5 12.5 9.5 17.5 19.5 6.5",
            IconName::ChevronDown => "M6 9l6 6 6-6",
            IconName::ChevronRight => "M9 6l6 6-6 6",
            IconName::Close => "M6 6l12 12M18 6 6 18",
            IconName::Columns => "M4 5h16v14H4zM9.5 5v14M14.5 5v14",
            IconName::Command => {
                "M9 9h6v6H9zM9 9H6.5A2.5 2.5 0 1 1 9 6.5zM15 9V6.5A2.5 2.5 0 1 1 17.5 9zM15 15h2.5a2.5 2.5 0 1 1-2.5 2.5zM9 15v2.5A2.5 2.5 0 1 1 6.5 15z"
            }
            IconName::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            IconName::Download => "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
            IconName::Edit => "M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5 17.5 10",
            IconName::File => "M6 3h8l5 5v13H6zM14 3v5h5M9.5 13h6M9.5 16.5h6",
            IconName::Filter => "M4 6h16M7 12h10M10 18h4",
            IconName::Globe => {
                "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17zM3.5 12h17M12 3.5c-5 5.5-5 11.5 0 17M12 3.5c5 5.5 5 11.5 0 17"
            }
            IconName::Home => "M4 11l8-7 8 7v9h-5.5v-6h-5v6H4z",
            IconName::Info => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17zM12 11v5.5M12 7.6v.1",
            IconName::Keyboard => "M3 6.5h18v11H3zM6.5 10v.1M10 10v.1M14 10v.1M17.5 10v.1M8 14h8",
            IconName::Lock => "M6 10.5h12V20H6zM8.5 10.5V8a3.5 3.5 0 1 1 7 0v2.5M12 14v2.5",
            IconName::Menu => "M4 7h16M4 12h16M4 17h16",
            IconName::Merge => "M6 4v3c0 4 6 4 6 8v5M18 4v3c0 4-6 4-6 8M8.5 17 12 20.5 15.5 17",
            IconName::Minus => "M5 12h14",
            IconName::Money => "M3 6.5h18v11H3zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 1 0 0-5zM6 12v.1M18 12v.1",
            IconName::Moon => "M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z",
            IconName::More => "M5 11.5h1v1H5zM11.5 11.5h1v1h-1zM18 11.5h1v1h-1z",
            IconName::Order => "M4 8l8-4.5L20 8v8.5L12 21l-8-4.5zM4 8l8 4.5L20 8M12 12.5V21",
            IconName::Plus => "M12 5v14M5 12h14",
            IconName::Print => "M7 8.5V3.5h10v5M7 17H4V8.5h16V17h-3M7 14h10v6.5H7z",
            IconName::Redo => "M19.5 9H10a5.5 5.5 0 1 0 0 11h3M15 4.5 19.5 9 15 13.5",
            IconName::Review => "M7 20V5M3 9l4-4 4 4M17 4v15M13 15l4 4 4-4",
            IconName::Rules => {
                "M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 0 4 2 2 0 1 0 0-4zM9 15a2 2 0 1 0 0 4 2 2 0 1 0 0-4z"
            }
            IconName::Save => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17zM8 12.3l3 3 5.3-6",
            IconName::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13zM15.5 15.5 20.5 20.5",
            IconName::Sparkle => "M12 3.5 14 10l6.5 2L14 14l-2 6.5L10 14l-6.5-2L10 10z",
            IconName::Star => {
                "M12 3.5l2.600 5.600 6.100.7-4.5 4.200 1.200 6L12 17l-5.400 3 1.200-6L3.3 9.800l6.100-.7z"
            }
            IconName::Sun => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 1 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.400 1.400M17.3 17.3l1.400 1.400M5.3 18.700l1.400-1.400M17.3 6.700l1.400-1.400"
            }
            IconName::Tag => "M3.5 12V4.5a1 1 0 0 1 1-1H12l8.5 8.5-8.5 8.5zM8 8v.1",
            IconName::Today => "M9 6.5h11M9 12h11M9 17.5h11M3.5 6.5l1 1 2-2.3M3.5 12l1 1 2-2.3M3.5 17.5l1 1 2-2.3",
            IconName::Trash => "M4.5 7h15M9 7V4h6v3M6.5 7l1 13.5h9l1-13.5M10.5 11v6M13.5 11v6",
            IconName::Undo => "M4.5 9H14a5.5 5.5 0 1 1 0 11h-3M9 4.5 4.5 9 9 13.5",
            IconName::Upload => "M12 16V5M7 9.5l5-5 5 5M4.5 20h15",
            IconName::User => "M12 4a4 4 0 1 0 0 8 4 4 0 1 0 0-8zM4.5 20.5c0-8 15-8 15 0",
            IconName::Users => {
                "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7zM2.5 19.5c0-7 13-7 13 0M15.5 5.3a3.5 3.5 0 0 1 0 6.400M18 14.3c2.3.7 3.5 2.5 3.5 5.200"
            }
            IconName::Question => {
                "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17zM9.5 9.800c0-3.5 5-3.3 5-.2 0 2.200-2.5 2.200-2.5 4.400M12 16.600v.1"
            }
        }
    }
}

/// Props of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// What to draw.
    pub name: IconName,
}

/// A picture beside a label; silent to screen readers, so the label must say it.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={props.name.path()} />
        </svg>
    }
}
